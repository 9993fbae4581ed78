"""Kinds: what sort of place an entry is, and which of GeoNames' feature codes it stands for. Pure. Imports: nothing of ours."""

from typing import Literal, get_args

Kind = Literal[
    "continent", "region", "country", "province", "district", "town", "village", "quarter", "site", "camp", "airbase", "airport",
    "base", "dam", "crossing", "oilfield", "mine", "plant", "prison", "hospital", "monument", "street", "road", "bridge", "port",
    "island", "islands", "peninsula", "cape", "coast", "sea", "ocean", "gulf", "bay", "strait", "canal", "river", "lake", "wetland",
    "mountain", "range", "volcano", "plateau", "plain", "valley", "pass", "desert", "forest", "park", "border", "building",
    "university", "stadium",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Appended to, never reordered: files keep the numbers."""

REGIONS: frozenset[Kind] = frozenset({"province", "district"})
"""Kinds whose name is often said without its word for the kind: "Anbar" for "Anbar Governorate"."""

POINTS: frozenset[Kind] = frozenset(
    {
        "town", "village", "quarter", "site", "camp", "airbase", "airport", "base", "dam", "crossing", "oilfield", "mine", "plant", "prison",
        "hospital", "monument", "street", "road", "bridge", "port", "building", "university", "stadium",
    }
)  # fmt: skip
"""Kinds of what people live in or built, and that is small."""

_CODES: dict[str, Kind] = {
    "CONT": "continent", "PCLI": "country", "PCLD": "country", "PCLF": "country", "PCLS": "country", "PCL": "country",
    "PCLIX": "country", "TERR": "country", "ADM1": "province", "ADM1H": "province", "ADMD": "district", "ADM2": "district",
    "ADM3": "district", "ADM4": "district", "ADM5": "district", "RGN": "region", "RGNE": "region", "RGNH": "region",
    "AREA": "region", "PPLX": "quarter", "PPLF": "village", "PPLL": "village", "STM": "river", "STMS": "river", "STMI": "river",
    "WAD": "river", "CNL": "canal", "LK": "lake", "LKS": "lake", "LKN": "lake", "RSV": "lake", "SEA": "sea", "OCN": "ocean", "GULF": "gulf",
    "BAY": "bay", "STRT": "strait", "CHN": "strait", "SWMP": "wetland", "MRSH": "wetland", "MT": "mountain", "PK": "mountain",
    "MTS": "range", "HLL": "mountain", "HLLS": "range", "VLC": "volcano", "VAL": "valley", "PASS": "pass", "DSRT": "desert",
    "PLAT": "plateau", "PLN": "plain", "ISL": "island", "ISLS": "islands", "PEN": "peninsula", "CAPE": "cape", "CST": "coast",
    "AIRP": "airport", "AIRB": "airbase", "AIRF": "airport", "MILB": "base", "INSM": "base", "DAM": "dam", "OILF": "oilfield", "MN": "mine",
    "PS": "plant", "PSN": "plant", "PSH": "plant", "OILR": "plant", "PRN": "prison", "HSP": "hospital", "MNMT": "monument",
    "ST": "street", "RD": "road", "BDG": "bridge", "PRT": "port", "FRST": "forest", "PRK": "park", "BLDG": "building",
    "UNIV": "university", "SCH": "building", "STDM": "stadium", "CMPRF": "camp", "CMP": "camp", "PSTB": "crossing",
    "PCLH": "region", "LCTY": "site", "STMX": "river", "STMD": "river", "STMH": "river", "STMM": "river", "STMQ": "river",
    "WADS": "river", "CNLI": "canal", "CNLN": "canal", "DTCH": "canal", "DTCHI": "canal", "HBR": "port", "ANCH": "port",
    "FJD": "bay", "FJDS": "bay", "INLT": "bay", "COVE": "bay", "BAYS": "bay", "SD": "strait", "WLL": "site", "WLLS": "site",
    "SPNG": "site", "SPNS": "site", "SPNT": "site", "WTRH": "site", "FLLS": "site", "RPDS": "site", "RF": "site", "SHOL": "site",
    "ISLT": "island", "ISLF": "island", "ISLM": "island", "ISLX": "island", "RDGE": "range", "RDGB": "range", "BCH": "coast",
    "SHOR": "coast", "PT": "cape", "HDLD": "cape", "VALS": "valley", "VALG": "valley", "GRGE": "valley", "CNYN": "valley",
    "UPLD": "plateau", "DUNE": "desert", "ERG": "desert", "PLNX": "plain", "RESN": "park", "RESW": "park", "RESF": "forest",
}  # fmt: skip
_CLASSES: dict[str, Kind] = {
    "A": "district", "H": "lake", "L": "region", "P": "town", "R": "road", "S": "site", "T": "mountain", "U": "sea",
    "V": "forest",
}  # fmt: skip
_VILLAGE = 1000
"""People below which a populated place of GeoNames is called a village; it does not tell the two apart."""


def kind_of(feature_class: str, feature_code: str, population: int) -> Kind:
    """The kind of an entry of GeoNames. Source: its featureCodes list."""
    kind = _CODES.get(feature_code) or _CLASSES.get(feature_class, "site")
    return "village" if kind == "town" and 0 < population < _VILLAGE else kind
