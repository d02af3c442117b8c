.PHONY: run test check format bench pictures

# From a fresh clone to the running product.
run:
	@.ci/start.sh

# Installs what the tests need and runs all of them; NAME=Outbox runs those that match, ALL=1 makes every trial of the long searches.
test:
	@.ci/test.sh

# Format, build with warnings as errors, tests.
check:
	@dotnet restore Survey.sln --locked-mode -v quiet
	@.ci/format.sh check
	@.ci/test.sh

# Formats every file.
format:
	@.ci/format.sh

# Benchmarks, Release build; NAME=seal runs one.
bench:
	@.ci/bench.sh

# The pictures of README.md.
pictures:
	@.ci/pictures.sh
