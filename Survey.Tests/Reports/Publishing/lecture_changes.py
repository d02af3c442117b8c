"""/usr/bin/python3 lecture_changes.py shares ../shared/data/lecture-service-ratings.csv > lecture-shares.csv   (needs scipy)
/usr/bin/python3 lecture_changes.py slopes ../shared/data/lecture-service-ratings.csv > lecture-slopes.csv

Shares: Newcombe's interval of the change of the share of ratings 4 and 5 of every relationship against its wave before and against the one
a year ago, its p value as the root of the interval's end in the level, Benjamini-Hochberg over the relationships of a wave. Slopes: the
least squares slope of the rounded means. Independent of the product's code.
"""
import csv, math, sys
from collections import defaultdict
from datetime import date
from decimal import Decimal, ROUND_HALF_UP
import numpy
from scipy import optimize, stats

ratings, closed = defaultdict(list), {}
for row in csv.DictReader(open(sys.argv[2])):
    ratings[row["relationship"], int(row["wave"])].append(int(row["overall"]))
    closed[int(row["wave"])] = date.fromisoformat(row["closed_on"])

def rounded(value, unit="0.01"):
    return Decimal(repr(float(value))).quantize(Decimal(unit), ROUND_HALF_UP)

def asked(relationship, wave):
    return [w for r, w in ratings if r == relationship and closed[w] < closed[wave]]

def earlier(relationship, wave, against):
    days = {w: abs((closed[wave] - closed[w]).days - 365) for w in asked(relationship, wave)}
    if against == "before":
        return max(days, key=closed.get, default=None)
    return min((w for w in days if days[w] <= 45), key=days.get, default=None)

def newcombe(x, n, y, m, level):
    p, q = x / n, y / m
    a, b = stats.binomtest(x, n).proportion_ci(level, "wilson"), stats.binomtest(y, m).proportion_ci(level, "wilson")
    return p - q - math.hypot(p - a.low, b.high - q), p - q + math.hypot(a.high - p, q - b.low)

def p_value(x, n, y, m):
    if x * m == y * n:
        return 1
    end = 0 if x * m > y * n else 1
    z = optimize.brentq(lambda z: newcombe(x, n, y, m, 1 - 2 * stats.norm.sf(z))[end], 1e-9, 8)
    return 2 * stats.norm.sf(z)

def shares():
    print("wave,against,relationship,verdict,difference,low,high")
    for wave in sorted(closed):
        for against in ("before", "year_ago"):
            rows = []
            for relationship in sorted({r for r, w in ratings if w == wave}):
                other = earlier(relationship, wave, against)
                if other is None:
                    continue
                now, then = ratings[relationship, wave], ratings[relationship, other]
                table = sum(r >= 4 for r in now), len(now), sum(r >= 4 for r in then), len(then)
                low, high = newcombe(*table, 0.95)
                percent = [int(rounded(100 * value, "1")) for value in (table[0] / table[1], table[2] / table[3], low, high)]
                rows.append((p_value(*table), relationship, table[0] * table[3] > table[2] * table[1], percent[0] - percent[1], *percent[2:]))
            p = sorted(row[0] for row in rows)
            limit = max((value for rank, value in enumerate(p, 1) if value <= 0.05 * rank / len(p)), default=-1)
            for value, relationship, is_more, *numbers in rows:
                print(wave, against, relationship, "no_change" if value > limit else "better" if is_more else "worse", *numbers, sep=",")

def slopes():
    print("wave,relationship,waves,direction,per_year,low,high")
    for wave in sorted(closed):
        for relationship in sorted({r for r, w in ratings if w == wave}):
            waves = [w for w in sorted([*asked(relationship, wave), wave]) if len(ratings[relationship, w]) >= 10]
            if len(waves) < 4:
                continue
            years = [closed[w].toordinal() / 365.25 for w in waves]
            line = stats.linregress(years, [float(rounded(numpy.mean(ratings[relationship, w]))) for w in waves])
            half = stats.t.ppf(0.975, len(waves) - 2) * line.stderr
            direction = "up" if line.slope > half else "down" if line.slope < -half else "none"
            print(wave, relationship, len(waves), direction, *(rounded(value) for value in (line.slope, line.slope - half, line.slope + half)), sep=",")

{"shares": shares, "slopes": slopes}[sys.argv[1]]()
