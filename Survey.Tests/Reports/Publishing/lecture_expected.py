"""/usr/bin/python3 lecture_expected.py ../shared/data/lecture-service-ratings.csv > lecture-expected.csv   (needs scipy)

n, mean, 95 % t interval, favourable share and Wilson interval of every relationship and wave, independent of the product's code.
"""
import csv, sys
from collections import defaultdict
from decimal import Decimal, ROUND_HALF_UP
import numpy
from scipy import stats

ratings = defaultdict(list)
for row in csv.DictReader(open(sys.argv[1])):
    ratings[int(row["wave"]), row["relationship"]].append(int(row["overall"]))
# All relationships of a wave together.
for (wave, relationship), values in list(ratings.items()):
    ratings[wave, "*"].extend(values)

def rounded(value, digits="0.01"):
    return Decimal(repr(float(value))).quantize(Decimal(digits), ROUND_HALF_UP)

print("wave,relationship,n,mean,low,high,favourable,favourable_low,favourable_high")
for (wave, relationship), values in sorted(ratings.items()):
    n, mean = len(values), numpy.mean(values)
    low, high = stats.t.interval(0.95, n - 1, loc=mean, scale=stats.sem(values))
    good = sum(value >= 4 for value in values)
    share = stats.binomtest(good, n).proportion_ci(0.95, "wilson")
    print(wave, relationship, n, rounded(mean), rounded(low), rounded(high), *(rounded(100 * x, "1") for x in (good / n, share.low, share.high)), sep=",")
