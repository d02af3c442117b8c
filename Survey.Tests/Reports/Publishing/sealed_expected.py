"""/usr/bin/python3 sealed_expected.py   (needs scipy)

What the wave of 2 March of the small organisation shows of IT for everybody, for PublisherTests: independent of the product's code. The first units
are ROOT 1, IT 2, HR 3 and SALES 4; the relationship is the first. Of 26 customers 26 are asked; whoever answers had contact.
"""
import math
from scipy import stats
import cell_key as key

Z = stats.norm.ppf(0.975)
WAVE, MINIMUM = "MONTHLY-2026-03-02", 5

def wilson(share, n):
    middle, half = (share + Z * Z / (2 * n)) / (1 + Z * Z / n), Z / (1 + Z * Z / n) * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return max(0, middle - half), min(1, middle + half)

def figure(counts, place, asked, customers):
    n = sum(counts)
    shown = key.answers(n, place, asked, WAVE, MINIMUM, customers)
    moved = key.blur(counts, shown, place, asked, WAVE, "overall")
    mean = min(5, max(1, sum(count * value for value, count in enumerate(moved, 1)) / n))
    if shown < 10:
        return f"yes n={shown} word={'low' if mean < 2.5 - 1e-9 else 'high' if mean > 3.5 + 1e-9 else 'middle'}"
    answered = shown + key.round_people(key.offset(place, asked, WAVE, "no contact"))
    people = key.round_people(customers)
    factor = max(0, 1 - shown / (people * shown / answered)) if 5 * answered >= 4 * people else 1
    variance = max(0, sum(count * (value - mean) ** 2 for value, count in enumerate(moved, 1)) / (n - 1))
    half = stats.t.ppf(0.975, n - 1) * math.sqrt(variance / n * factor + 4 * key.noise(n, 2))
    step, value = 4 / key.steps(shown), key.round_mean(mean, shown)
    low, high = (1 + key.outward(end - 1, step, up) for end, up in ((max(1, mean - half), False), (min(5, mean + half), True)))
    end = "low" if abs(value - 1 - 1.5 * step) < 1e-9 else "high" if abs(5 - value - 1.5 * step) < 1e-9 else "yes"
    line = f"{end} n={shown} word= value={value:g} step={step:g} low={low:.4g} high={high:.4g}"
    part = key.share_step(shown)
    if part is None:
        return line
    share = min(1, max(0, sum(moved[3:]) / n))
    below, above = wilson(share, n / max(0.01, factor))
    noise = Z * Z * key.noise(n, 2)
    below, above = max(0, share - math.sqrt((share - below) ** 2 + noise)), min(1, share + math.sqrt((above - share) ** 2 + noise))
    parts = moved if shown >= 25 else [sum(moved[:2]), moved[2], sum(moved[3:])]
    shares = ",".join(str(key.round_share(count / n, part)) for count in parts)
    return f"{line} favourable={key.round_share(share, part)} {key.outward(100 * below, part, False)}-{min(100, key.outward(100 * above, part, True))} shares={{{shares}}} step={part}"

print("all customers, 1 2 4 8 5:", figure([1, 2, 4, 8, 5], "2>1/", "1", 26))
print("all customers, 14 twos and 12 fours:", figure([0, 14, 0, 12, 0], "2>1/", "1", 26))
print("SALES, 14 twos:", figure([0, 14, 0, 0, 0], "2>4/", "1 part", 14))
print("temporary, 6 twos:", figure([0, 6, 0, 0, 0], "2>1/temporary", "1", 6))
