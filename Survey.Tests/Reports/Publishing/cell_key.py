"""The blurring and rounding of figures (rule A6), written anew in Python: an independent reading of Survey.Reports/Disclosure/README.md."""
import base64, hashlib, hmac, math

KEY = base64.b64decode("PCwN3ySQR4XnxxhcsaxmyT5IZR06FjwZ44Xmo7pszsw=")

def draw(count, most, *purpose):
    digest = hmac.new(KEY, "\n".join(purpose).encode(), hashlib.sha256).digest()
    return [int.from_bytes(digest[2 * i:2 * i + 2], "little") % (2 * most + 1) - most for i in range(count)]

def offset(place, asked, wave, what):
    return sum(draw(5, 1, "count", place, what)) + draw(1, 1, "count in wave", place, asked, wave, what)[0]

def thin(count, *purpose):
    """Of 63: 0 twenty-seven times, 1 fifteen times either way, 2 twice, 3 once."""
    return [math.copysign(sum(abs(d) >= limit for limit in (14, 29, 31)), d) for d in draw(count, 31, *purpose)]

ITEM, LAYER = 2 / 3, 64 / 63

def noise(n, layers):
    """Of a share: the item's layer and the given number of others."""
    return (ITEM + layers * LAYER) / n ** 2

def round_people(people):
    base = 5 if people < 200 else 10 if people < 1000 else 10 ** (len(str(int(people))) - 2)
    return max(0, base * math.floor(people / base + 0.5))

def answers(n, place, asked, wave, minimum, customers=None):
    least = max(5, minimum // 5 * 5)
    most = max(least, customers // 5 * 5) if customers is not None else float("inf")
    return min(max(round_people(n + offset(place, asked, wave, "answers")), least), most)

def blur(counts, shown, place, asked, wave, item):
    """Of a scale from 1 to 5."""
    last = len(counts) - 1
    own = draw(last, 1, "item", place, asked, wave, item)
    if shown < 10:
        moves = [0, draw(last, 1, "words of cell", place)[1], own[2], 0]
    else:
        moves = [sum(m) for m in zip(thin(last, "cell", place), thin(last, "wave", place, asked, wave), own)]
    moved = list(counts)
    for boundary, move in enumerate(moves):
        moved[boundary] -= move
        moved[boundary + 1] += move
    return moved

def steps(shown):
    return 8 if shown < 15 else 20 if shown < 30 else 40 if shown < 400 else 80

def share_step(shown):
    return None if shown < 15 else 20 if shown < 25 else 10 if shown < 60 else 5 if shown < 150 else 2 if shown < 300 else 1

def round_mean(mean, shown):
    step = 4 / steps(shown)
    place = math.floor((mean - 1) / step + 0.5 + 1e-9)
    return 1 + step * (1.5 if place <= 1 else steps(shown) - 1.5 if place >= steps(shown) - 1 else place)

def outward(value, step, high):
    return step * (math.ceil(value / step - 1e-9) if high else math.floor(value / step + 1e-9))

def difference(one, other, step):
    places = (one - other) / step
    return step * math.copysign(math.floor(abs(places) + 0.5 + 1e-9), places)

def round_share(share, step):
    return step * math.floor(min(max(share, 0), 1) * 100 / step + 0.5 + 1e-9)
