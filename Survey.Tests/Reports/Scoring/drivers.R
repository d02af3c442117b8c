# Expected values of SwissDriversTests and DriversSizesTests, from the definition: R squared by lm for every set of steps, and what a
# step adds to each set of others, averaged over all orders. Rscript drivers.R
options(digits = 16)

shares <- function(data, overall) {
  steps <- setdiff(names(data), overall)
  chosen <- function(set) steps[bitwAnd(set, 2^(seq_along(steps) - 1)) > 0]
  squared <- sapply(0:(2^length(steps) - 1), function(set)
    if (set == 0) 0 else summary(lm(reformulate(chosen(set), overall), data))$r.squared)
  sapply(seq_along(steps), function(step) {
    without <- Filter(function(set) bitwAnd(set, 2^(step - 1)) == 0, 0:(2^length(steps) - 1))
    before <- sapply(without, function(set) length(chosen(set)))
    weights <- 1 / (length(steps) * choose(length(steps) - 1, before))
    sum(weights * (squared[without + 2^(step - 1) + 1] - squared[without + 1]))
  })
}

# The generator of Park and Miller 1988, Communications of the ACM 31:1192, so that anybody draws the same people.
people <- function(steps, number) {
  state <- 2026
  draw <- function(sides) { state <<- (16807 * state) %% 2147483647; state %% sides }
  rows <- replicate(number, {
    ratings <- 1 + replicate(steps, draw(5))
    c(ratings, ratings[1 + draw(min(steps, 4))])
  })
  setNames(data.frame(t(rows)), c(paste0("step", 1:steps), "overall"))
}

print(shares(swiss, "Fertility"))
for (steps in c(2, 12)) {
  data <- people(steps, 150)
  print(shares(data, "overall"))
  print(summary(lm(overall ~ ., data))$r.squared)
}
