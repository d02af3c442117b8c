"""for what in figures verdicts shares slopes; do /usr/bin/python3 lecture_expected.py $what FOLDER > lecture-$what.csv; done   (needs scipy)

FOLDER has the real ratings. Figures: n, mean, 95 % t interval, favourable share and Wilson interval of every relationship and wave, and of all
together. Verdicts: Welch's test against the wave before and the one a year ago, Benjamini-Hochberg over the relationships of a wave. Shares:
Newcombe's interval. Slopes: least squares of the shown means. All from moved answers with the moves in the variance; independent of the product.
"""
import csv, math, sys
from collections import defaultdict
from datetime import date
from scipy import optimize, stats
import cell_key as key

what, folder = sys.argv[1:]
Z = stats.norm.ppf(0.975)
MINIMUM = 5
units = {row["code"]: str(number) for number, row in enumerate(csv.DictReader(open(folder + "/lecture-service-units.csv")), 1)}
places, asked = {"*": "*>*/"}, {"*": "organisation"}
for number, row in enumerate(csv.DictReader(open(folder + "/lecture-service-relationships.csv")), 1):
    places[row["code"]], asked[row["code"]] = f"{units[row['provider']]}>{units[row['customer']]}/", str(number)

ratings, closed = defaultdict(lambda: [0] * 5), {}
for row in csv.DictReader(open(folder + "/lecture-service-ratings.csv")):
    for relationship in (row["relationship"], "*"):
        ratings[relationship, int(row["wave"])][int(row["overall"]) - 1] += 1
    closed[int(row["wave"])] = date.fromisoformat(row["closed_on"])

class Cell:
    def __init__(self, relationship, wave):
        counts = ratings[relationship, wave]
        name = places[relationship], asked[relationship], str(wave)
        self.n = sum(counts)
        self.shown = key.answers(self.n, *name, MINIMUM)
        self.counts = key.blur(counts, self.shown, *name, "overall")
        self.mean = min(max(sum(c * v for v, c in enumerate(self.counts, 1)) / self.n, 1), 5)
        self.variance = max(0, sum(c * (v - self.mean) ** 2 for v, c in enumerate(self.counts, 1)) / (self.n - 1))
        self.share = min(max(sum(self.counts[3:]) / self.n, 0), 1)
        self.step, self.share_step = 4 / key.steps(self.shown), key.share_step(self.shown)
        self.value = key.round_mean(self.mean, self.shown)

cells = {name: Cell(*name) for name in ratings if sum(ratings[name]) >= MINIMUM}
assert all(cell.shown >= 15 for cell in cells.values()), "the real ratings have no small groups"

def number(value):
    return f"{round(value, 4) + 0:g}"

def wilson(share, n, z=Z):
    middle, half = (share + z * z / (2 * n)) / (1 + z * z / n), z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0, middle - half), min(1, middle + half)

def earlier(relationship, wave, against):
    days = {w: abs((closed[wave] - closed[w]).days - 365) for r, w in cells if r == relationship and closed[w] < closed[wave]}
    if against == "before":
        return max(days, key=closed.get, default=None)
    return min((w for w in days if days[w] <= 45), key=days.get, default=None)

def pairs():
    for wave in sorted(closed):
        for against in ("before", "year_ago"):
            found = [(r, earlier(r, wave, against)) for r in sorted({r for r, w in cells if w == wave and r != "*"})]
            yield wave, against, [(r, other, cells[r, wave], cells[r, other]) for r, other in found if other is not None]

def called(p, change, family):
    ordered = sorted(family)
    limit = max((value for rank, value in enumerate(ordered, 1) if value <= 0.05 * rank / len(ordered)), default=-1)
    return "no_change" if p > limit else "better" if change > 0 else "worse"

def figures():
    print("wave,relationship,n,mean,low,high,favourable,favourable_low,favourable_high")
    for (relationship, wave), cell in sorted(cells.items(), key=lambda row: (row[0][1], row[0][0])):
        half = stats.t.ppf(0.975, cell.n - 1) * math.sqrt(cell.variance / cell.n + 4 * key.noise(cell.n, 2))
        ends = [1 + key.outward(end - 1, cell.step, high) for end, high in ((max(1, cell.mean - half), False), (min(5, cell.mean + half), True))]
        low, high = wilson(cell.share, cell.n)
        noise = Z * Z * key.noise(cell.n, 2)
        low, high = cell.share - math.hypot(cell.share - low, math.sqrt(noise)), cell.share + math.hypot(high - cell.share, math.sqrt(noise))
        shares = key.round_share(cell.share, cell.share_step), key.outward(100 * max(0, low), cell.share_step, False), min(100, key.outward(100 * min(1, high), cell.share_step, True))
        print(wave, relationship, cell.shown, number(cell.value), *map(number, ends), *shares, sep=",")

def verdicts():
    print("wave,against,relationship,other,verdict,difference,low,high")
    for wave, against, rows in pairs():
        tests = []
        for relationship, other, now, then in rows:
            a, b = (cell.variance / cell.n + 4 * key.noise(cell.n, 1) for cell in (now, then))
            freedom = (a + b) ** 2 / (a ** 2 / (now.n - 1) + b ** 2 / (then.n - 1))
            change = now.mean - then.mean
            tests.append((2 * stats.t.sf(abs(change) / math.sqrt(a + b), freedom), change, stats.t.ppf(0.975, freedom) * math.sqrt(a + b)))
        for (relationship, other, now, then), (p, change, half) in zip(rows, tests):
            step = max(now.step, then.step)
            print(wave, against, relationship, other, called(p, change, [test[0] for test in tests]), number(key.difference(now.value, then.value, step)),
                  number(key.outward(change - half, step, False)), number(key.outward(change + half, step, True)), sep=",")

def lower(one, other, z):
    noise = sum(key.noise(cell.n, 1) for cell in (one, other))
    return one.share - other.share - math.sqrt(
        (one.share - wilson(one.share, one.n, z)[0]) ** 2 + (wilson(other.share, other.n, z)[1] - other.share) ** 2 + z * z * noise)

def shares():
    print("wave,against,relationship,verdict,difference,low,high")
    for wave, against, rows in pairs():
        tests = []
        for relationship, other, now, then in rows:
            larger, smaller = (now, then) if now.share > then.share else (then, now)
            equal = larger.share - smaller.share < 1e-9
            tests.append(1 if equal else 2 * stats.norm.sf(optimize.brentq(lambda z: lower(larger, smaller, z), 1e-9, 40)))
        for (relationship, other, now, then), p in zip(rows, tests):
            step = max(now.share_step, then.share_step)
            shown = key.round_share(now.share, now.share_step) - key.round_share(then.share, then.share_step)
            print(wave, against, relationship, called(p, now.share - then.share, tests), int(key.difference(shown, 0, step)),
                  int(key.outward(100 * lower(now, then, Z), step, False)), int(key.outward(-100 * lower(then, now, Z), step, True)), sep=",")

def slopes():
    print("wave,relationship,waves,direction,per_year,low,high")
    for wave in sorted(closed):
        for relationship in sorted({r for r, w in cells if w == wave and r != "*"}):
            waves = [w for w in sorted(closed) if w <= wave and (relationship, w) in cells]
            if len(waves) < 4:
                continue
            line = stats.linregress([closed[w].toordinal() / 365.25 for w in waves], [cells[relationship, w].value for w in waves])
            half = stats.t.ppf(0.975, len(waves) - 2) * line.stderr
            direction = "up" if line.slope > half else "down" if line.slope < -half else "none"
            print(wave, relationship, len(waves), direction, *(f"{math.copysign(math.floor(abs(value) * 100 + 0.5 + 1e-9), value) / 100 + 0:.2f}" for value in (line.slope, line.slope - half, line.slope + half)), sep=",")

{"figures": figures, "verdicts": verdicts, "shares": shares, "slopes": slopes}[what]()
