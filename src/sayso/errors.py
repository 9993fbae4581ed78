"""Errors: what Sayso raises when it cannot go on.

    SaysoError
    ├── BadInput           one report cannot be read; caught at the readers' door and turned into `Refused`
    ├── OutOfTime          one step took longer than its limit; caught at the same doors
    ├── BrokenReading      a reading breaks the contract (a span outside its text, an id that is not there)
    ├── BadWeights         the network's weights are missing or damaged
    ├── BadActors          a file of actors has faults, each with its line
    ├── BadGazetteer       a file of places is damaged or of another form
    └── BadRequest         the command cannot be carried out as given (no such path, a URL, a bad date)

An expected miss is no error but a value: `sayso.model.Refused`. Arguments stay as given, so that every error
survives a trip between processes; the text is built in `__str__`. Imports: nothing.
"""


class SaysoError(Exception):
    """The root: `except SaysoError` catches everything Sayso raises on purpose."""


class BadInput(SaysoError):
    """One report cannot be read, for `reason` (a value of `sayso.model.Reason`), as `detail` explains."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"


class OutOfTime(SaysoError):
    """A step took longer than `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    def __str__(self) -> str:
        return f"took longer than {self.seconds:g} s; raise the limit with --max-seconds"


class BrokenReading(SaysoError):
    """The reading of report `report` breaks the contract; `fault` says where and how."""

    def __init__(self, report: str, fault: str) -> None:
        super().__init__(report, fault)
        self.report = report
        self.fault = fault

    def __str__(self) -> str:
        return f"the reading of report {self.report} breaks the contract: {self.fault}"


class BadRequest(SaysoError):
    """What the user asked for cannot be done: `problem`, and `cure`, what to do instead."""

    def __init__(self, problem: str, cure: str) -> None:
        super().__init__(problem, cure)
        self.problem = problem
        self.cure = cure

    def __str__(self) -> str:
        return f"{self.problem}; {self.cure}"


class BadWeights(SaysoError):
    """The network's weights in `folder` cannot be used, for `problem`."""

    def __init__(self, folder: str, problem: str) -> None:
        super().__init__(folder, problem)
        self.folder = folder
        self.problem = problem

    def __str__(self) -> str:
        return (
            f"the weights in {self.folder} cannot be used: {self.problem}; if they came with Sayso, install it again "
            "(in a clone: pip install --force-reinstall .)"
        )


class BadActors(SaysoError):
    """Files of actors have `faults`, each a line "file:line: cause"."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        listed = "\n".join(self.faults)
        return f"the actors cannot be used; mend the file, `sayso actors check FILE` says if it is well:\n{listed}"


class BadGazetteer(SaysoError):
    """A file of places is damaged or of another form, at `line` if one is to blame, as `detail` explains."""

    def __init__(self, file: str, line: int | None, detail: str) -> None:
        super().__init__(file, line, detail)
        self.file = file
        self.line = line
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.file}{'' if self.line is None else f', line {self.line:,}'}: {self.detail}"
