"""/usr/bin/python3 lecture_verdicts.py ../shared/data/lecture-service-ratings.csv > lecture-verdicts.csv   (needs scipy)

Welch's test of every relationship against its wave before and against the one a year ago, Benjamini-Hochberg over the relationships of
a wave, and the difference of the rounded means with its interval, independent of the product's code.
"""
import csv, math, sys
from collections import defaultdict
from datetime import date
from decimal import Decimal, ROUND_HALF_UP
import numpy
from scipy import stats

ratings, closed = defaultdict(list), {}
for row in csv.DictReader(open(sys.argv[1])):
    ratings[row["relationship"], int(row["wave"])].append(int(row["overall"]))
    closed[int(row["wave"])] = date.fromisoformat(row["closed_on"])

def rounded(value):
    return Decimal(repr(float(value))).quantize(Decimal("0.01"), ROUND_HALF_UP)

def earlier(relationship, wave, against):
    asked = [w for r, w in ratings if r == relationship and closed[w] < closed[wave]]
    days = {w: abs((closed[wave] - closed[w]).days - 365) for w in asked}
    if against == "before":
        return max(asked, key=closed.get, default=None)
    return min((w for w in asked if days[w] <= 45), key=days.get, default=None)

print("wave,against,relationship,other,verdict,difference,low,high")
for wave in sorted(closed):
    for against in ("before", "year_ago"):
        rows = []
        for relationship in sorted({r for r, w in ratings if w == wave}):
            other = earlier(relationship, wave, against)
            if other is None:
                continue
            now, then = ratings[relationship, wave], ratings[relationship, other]
            a, b = numpy.var(now, ddof=1) / len(now), numpy.var(then, ddof=1) / len(then)
            freedom = (a + b) ** 2 / (a ** 2 / (len(now) - 1) + b ** 2 / (len(then) - 1))
            half, change = stats.t.ppf(0.975, freedom) * math.sqrt(a + b), numpy.mean(now) - numpy.mean(then)
            p = stats.ttest_ind(now, then, equal_var=False).pvalue
            rows.append((p, relationship, other, change, half, rounded(numpy.mean(now)) - rounded(numpy.mean(then))))
        # Benjamini-Hochberg: the largest rank whose p is at most 5 % times rank / number.
        p = sorted(row[0] for row in rows)
        limit = max((value for rank, value in enumerate(p, 1) if value <= 0.05 * rank / len(p)), default=-1)
        for value, relationship, other, change, half, difference in rows:
            verdict = "no_change" if value > limit else "better" if change > 0 else "worse"
            print(wave, against, relationship, other, verdict, difference, rounded(change - half), rounded(change + half), sep=",")
