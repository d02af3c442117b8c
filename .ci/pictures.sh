#!/usr/bin/env bash
# Makes the pictures that README.md shows, of the demo organisation.
set -euo pipefail
cd "$(dirname "$0")/.."

.ci/install.sh test
trap 'db/cluster.sh remove .data/test' EXIT
SURVEY_PICTURES=$PWD/docs dotnet test Survey.Tests --nologo -v quiet --filter "FullyQualifiedName~ReadmePictures" -- NUnit.ExplicitMode=Relaxed
