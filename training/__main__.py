"""Trains the encoder: `python -m training`. Corpora → weights, by one command, on a CPU in a few hours.

Everything is drawn from one seed. The state is saved as training goes, and the same command goes on from it (with other
draws than a run that was not broken off).
"""

import argparse
import itertools
import json
import logging
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch

from sayso.encoder.pieces import Splitter
from sayso.encoder.windows import LIMIT
from training import data, teacher
from training.batches import Batch, Piece, Prepared, batch, cut, inventory, label_ids, prepare, shuffled
from training.card import card
from training.document import Document
from training.export import ship
from training.leaning import lean
from training.losses import losses, total
from training.model import Model
from training.nested import nested
from training.network import HEAD, Encoder
from training.polish import polish
from training.scores import evaluate, line
from training.slimming import importance, slim
from training.within import INNER, mark

log = logging.getLogger("training")
WITHIN = 2
"""Passes before contents within PolNeAR's contents are marked: as long as it takes to know them."""
SLIM, SLIM_HEADS, SLIM_HIDDEN = 2, 8, 1280
"""Passes before the network is slimmed, and what each layer keeps of 12 heads and 1,536 hidden features."""
NESTED = 4000
"""Made-up nested sentences; a pass reads a third of them."""
SHARED = Path(__file__).resolve().parents[2] / "shared"


def arguments() -> argparse.Namespace:
    """The command's options."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument(
        "--out", type=Path, default=Path("build/training"), help="where states and logs are kept"
    )
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder with the corpora")
    parser.add_argument("--without", nargs="*", default=[], help="corpora to leave out, by name")
    parser.add_argument(
        "--begin", type=Path, help="a model.pt of an earlier run to begin with, in place of the base"
    )
    parser.add_argument("--passes", type=int, default=15)
    parser.add_argument(
        "--rounded", type=float, default=0.2, help="share of the run, at its end, that computes as int8 will"
    )
    parser.add_argument("--size", type=int, default=2000, help="word pieces a batch")
    parser.add_argument("--rate", type=float, default=2e-4, help="learning rate of the encoder's last layer")
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--decay", type=float, default=0.9, help="each layer below learns this much slower")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=0, help="0: all cores")
    return parser.parse_args()


def main() -> None:
    """Load, train, save."""
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(message)s",
        handlers=[logging.StreamHandler(), logging.FileHandler(options.out / "log.txt")],
    )
    if options.threads:
        torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    train, dev, labels = load(options)
    model = (
        begun(options.begin, labels) if options.begin else Model(teacher.original(0.1, gelu=False), labels)
    )
    training = Training(model, train, dev, options)
    training.run()
    finish(
        training.model,
        {name: [one.document for one in documents] for name, documents in train.items()},
        options,
    )


def begun(path: Path, labels: dict[str, list[str]]) -> Model:
    """The model of an earlier run. Raises: SystemExit, if its labels are others."""
    found = torch.load(path, weights_only=True)
    if differ := [name for name in labels if list(found["labels"].get(name, ())) != list(labels[name])]:
        raise SystemExit(f"{path} has other labels for {', '.join(differ)}: it was trained on other corpora")
    return built(found["model"], labels)


def built(weights: dict[str, torch.Tensor], labels: dict[str, list[str]]) -> Model:
    """A model of the size that its weights have."""
    size = (
        weights["encoder.layers.0.output.weight"].shape[1],
        weights["encoder.layers.0.wide.weight"].shape[0],
    )
    model = Model(Encoder(heads=size[0] // HEAD, hidden=size[1]), labels)
    model.load_state_dict(weights)
    return model


def finish(model: Model, train: dict[str, list[Document]], options: argparse.Namespace) -> None:
    """Write the files that ship and their card beside the training's state; who wants them puts them in place."""
    folder, exact = options.out / "weights", options.out / "float32"
    ship(model, folder)
    ship(model, exact, exact=True)
    told = {name: value for name, value in vars(options).items() if not isinstance(value, Path)}
    page = card(train, told, folder, exact)
    (options.out / "card.md").write_text(page, encoding="utf-8")
    log.info("the weights are in %s, their card beside it", folder)


def load(
    options: argparse.Namespace,
) -> tuple[dict[str, list[Prepared]], dict[str, list[Prepared]], dict[str, list[str]]]:
    """Both halves of the corpora with the original model's sentence vectors, and the labels of every head."""
    halves = [data.load(options.shared, half, options.without) for half in ("train", "dev")]
    labels = inventory([document for documents in halves[0].values() for document in documents])
    if "polnear" in halves[0]:
        halves[0]["nested"] = nested(halves[0]["polnear"], NESTED, random.Random(options.seed))
    tokenizer = teacher.tokenizer()
    splitter = Splitter(
        lambda words: [e.ids for e in tokenizer.encode_batch(list(words), add_special_tokens=False)]
    )
    prepared = [
        {name: [prepare(document, splitter) for document in documents] for name, documents in half.items()}
        for half in halves
    ]
    for half in prepared:
        for name, documents in half.items():
            if name != "nested":
                teacher.add_vectors(documents, options.out / "cache")
            log.info(
                "%s: %d documents, %d pieces",
                name,
                len(documents),
                sum(d.strip.costs.sum() for d in documents),
            )
    return prepared[0], prepared[1], labels


class Training:
    """The state of a training run, saved every 300 batches."""

    def __init__(
        self,
        model: Model,
        train: dict[str, list[Prepared]],
        dev: dict[str, list[Prepared]],
        options: argparse.Namespace,
    ) -> None:
        self.model = model
        self.train = train
        self.dev = dev
        self.options = options
        self.numbers = label_ids(model.labels)
        self.shares = {corpus.name: corpus.share for corpus in data.CORPORA} | {"nested": 0.35}
        self._fit()
        self.step = 0
        self.number = self.place = 0
        """Passes done, and batches done of the next."""
        self.steps = sum(1 for _ in self._pass(0)) * options.passes

    def _fit(self) -> None:
        """A mean and an optimizer for the model as it is."""
        self.mean = {name: value.detach().clone() for name, value in self.model.state_dict().items()}
        self.optimizer = torch.optim.AdamW(
            self._groups(), weight_decay=0.01, betas=(0.9, 0.98), eps=1e-6, fused=True
        )

    def _groups(self) -> list[dict[str, object]]:
        """Parameters with their rates: the heads', and a smaller one for each layer further down."""
        layers = len(self.model.encoder.layers)
        groups: dict[float, list[torch.nn.Parameter]] = {}
        for name, parameter in self.model.named_parameters():
            rate = self.options.head_rate
            if name.startswith("encoder."):
                depth = int(name.split(".")[2]) + 1 if name.startswith("encoder.layers.") else 0
                rate = self.options.rate * self.options.decay ** (layers - depth)
                if name == "encoder.types.weight":
                    rate = self.options.head_rate
            groups.setdefault(rate, []).append(parameter)
        return [{"params": parameters, "lr": rate, "most": rate} for rate, parameters in groups.items()]

    def _pass(self, number: int) -> Iterator[list[Piece]]:
        rng = random.Random(self.options.seed * 1000 + number)
        return shuffled(self.train, self.shares, self.options.size, rng)

    def run(self) -> None:
        """All passes, from where the last run stopped; then the sentence head by itself, and how readily chains mark."""
        state = self.options.out / "state.pt"
        if state.exists():
            self._restore(torch.load(state, weights_only=True))
        while self.number < self.options.passes:
            if self.number >= SLIM:
                self._slim()
            if self.number >= WITHIN and "polnear" in self.train:
                self._mark_within()
            self._pass_once(state)
            table = self.scores()
            log.info("pass %d: %s", self.number, line(table))
            with (self.options.out / "scores.jsonl").open("a") as out:
                out.write(json.dumps({"pass": self.number, **table}) + "\n")
        self.model.load_state_dict(self.mean)
        if self.options.rounded:
            self.model.round()
        torch.manual_seed(self.options.seed)
        polish(self.model, self._windows(self.train), self._windows(self.dev))
        lean(self.model, self._windows(self.dev))
        found = {"labels": self.model.labels, "model": self.model.state_dict()}
        torch.save(found, self.options.out / "model.pt")

    def _slim(self) -> None:
        """Once: take the heads and hidden features out that matter least to a sample of what is learnt."""
        if self.model.encoder.layers[0].narrow.in_features <= SLIM_HIDDEN:
            return
        self.model.load_state_dict(self.mean)
        sample = itertools.islice(self._pass(self.number), 100)
        matters = importance(self.model, (batch(plan, self.numbers) for plan in sample))
        slim(self.model, matters, SLIM_HEADS, SLIM_HIDDEN)
        self._fit()
        log.info("slimmed to %d heads and %d hidden features a layer", SLIM_HEADS, SLIM_HIDDEN)

    def _mark_within(self) -> None:
        """Once: the mean weights mark what PolNeAR's contents hold."""
        polnear = self.train["polnear"]
        if INNER not in polnear[0].document.tags:
            own = self._lent()
            log.info("%d contents marked within contents", mark(self.model, polnear))
            self.model.load_state_dict(own)

    def _lent(self) -> dict[str, torch.Tensor]:
        """Put the mean weights into the model; gives its own, to be put back."""
        own = {name: value.clone() for name, value in self.model.state_dict().items()}
        self.model.load_state_dict(self.mean)
        return own

    def _pass_once(self, state: Path) -> None:
        """The rest of the pass that has begun."""
        torch.manual_seed(self.options.seed * 1000 + self.number * 10 + self.place % 10)
        rng = random.Random(f"{self.options.seed} {self.number} {self.place}")
        begun = time.monotonic()
        pieces = 0
        sums: dict[str, list[float]] = {}
        for place, plan in enumerate(self._pass(self.number)):
            if place < self.place:
                continue
            for name, loss in self.learn(batch(plan, self.numbers, rng)).items():
                sums.setdefault(name, []).append(loss)
            self.place += 1
            pieces += sum(len(piece.laid.ids) for piece in plan)
            if self.place % 200 == 0:
                speed = pieces / (time.monotonic() - begun)
                means = "  ".join(f"{name} {sum(of) / len(of):.3f}" for name, of in sorted(sums.items()))
                log.info("step %d of %d, %.0f pieces/s: %s", self.step, self.steps, speed, means)
                sums.clear()
            if self.place % 300 == 0:
                self._save(state)
        self.number, self.place = self.number + 1, 0
        self._save(state)

    def learn(self, one: Batch) -> dict[str, float]:
        """One step. Gives the losses."""
        share = self.step / self.steps
        if share >= 1 - self.options.rounded:
            self.model.round()
        warm = min(1.0, share / 0.04)
        for group in self.optimizer.param_groups:
            group["lr"] = group["most"] * warm * max(0.02, (1 - share) / 0.96)
        with torch.autocast("cpu", torch.bfloat16):
            found = losses(self.model, one)
        total(found).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 5.0, foreach=True)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        if self.step % 5 == 0:
            self._average()
        return {name: float(loss.detach()) for name, loss in found.items()}

    def _average(self) -> None:
        """Keep the running mean of the weights, over the last tenth of what was done, 500 steps at most."""
        keep = 1 - 5 / max(5.0, min(self.step / 10, 500))
        for name, value in self.model.state_dict().items():
            if value.is_floating_point():
                self.mean[name].lerp_(value, 1 - keep)

    def scores(self) -> dict[str, float]:
        """The development scores of the mean weights."""
        own = self._lent()
        table = evaluate(self.model, self._windows(self.dev))
        self.model.load_state_dict(own)
        return table

    def _windows(self, corpora: dict[str, list[Prepared]]) -> Iterator[Batch]:
        """All windows of the corpora, each once."""
        for documents in corpora.values():
            found = [piece for one in documents for piece in cut(one, LIMIT) if piece.past > piece.start]
            found.sort(key=lambda piece: len(piece.laid.ids))
            for start in range(0, len(found), 16):
                yield batch(found[start : start + 16], self.numbers)

    def _save(self, path: Path) -> None:
        part = path.with_suffix(".part")
        torch.save(
            {
                "model": self.model.state_dict(),
                "mean": self.mean,
                "optimizer": self.optimizer.state_dict(),
                "step": self.step,
                "number": self.number,
                "place": self.place,
            },
            part,
        )
        part.replace(path)

    def _restore(self, state: dict[str, object]) -> None:
        self.model = built(state["model"], self.model.labels)
        self._fit()
        self.mean = state["mean"]
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.number, self.place = state["step"], state["number"], state["place"]
        log.info("going on from step %d", self.step)


if __name__ == "__main__":
    main()
