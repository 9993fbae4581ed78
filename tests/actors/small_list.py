"""A small invented list of actors."""

from sayso.actors.checking import check
from sayso.actors.directory import Directory
from sayso.actors.listed import Source

TEXT = """
[[actor]]
id = "river-guard"
name = "River Guard"
names = ["RVG", "Haras al-Nahr", "حرس النهر"]
kind = "militia"
country = "IRQ"
sector = "PRM"
basis = "invented"

[[actor]]
id = "kataib-river-guard"
name = "Kataib River Guard"
kind = "armed group"
country = "SYR"
sector = "REB"
basis = "invented"

[[actor]]
id = "mining-union-chl"
name = "Mining Union of Chile"
names = ["MUN", "Mining Union"]
kind = "trade union"
country = "CHL"
sector = "LAB"
basis = "invented"

[[actor]]
id = "mining-union-per"
name = "Mining Union of Peru"
names = ["MUN", "Mining Union"]
kind = "trade union"
country = "PER"
sector = "LAB"
basis = "invented"

[[actor]]
id = "lantern-yem"
name = "Lantern"
names = ["al-Fanus"]
kind = "outlet"
country = "YEM"
sector = "JRN"
basis = "invented"

[[actor]]
id = "fanous-omn"
name = "Al-Fanous"
names = ["Al Fanus"]
kind = "outlet"
country = "OMN"
sector = "JRN"
to = "2009"
basis = "invented"

[[actor]]
id = "harbour-front"
name = "Harbour Front"
names = ["HAFRO"]
kind = "movement"
country = "YEM"
periods = [{ sector = "REB", from = "2002", to = "2019" }, { sector = "GOV", from = "2020" }]
basis = "invented"

[[actor]]
id = "lake-union"
name = "Lake Union"
kind = "international body"
sector = "IGO"
basis = "invented"

[[actor]]
id = "nadia-verin"
name = "Nadia Verin"
kind = "person"
country = "TZA"
periods = [{ as = "minister of mines", sector = "GOV", from = "2010-02", to = "2014-03-31" }]
basis = "invented"

[[actor]]
id = "tomas-ilvane"
name = "Tomas Ilvane"
kind = "person"
country = "TZA"
periods = [{ as = "president", sector = "GOV", from = "2015", to = "2019" }]
basis = "invented"

[[actor]]
id = "coast-bureau"
name = "Coast Bureau"
names = ["CBX"]
kind = "intelligence service"
country = "KEN"
sector = "SPY"
basis = "invented"
"""
ACTORS, FAULTS = check([Source("small.toml", TEXT.encode())])
DIRECTORY = Directory(ACTORS)
