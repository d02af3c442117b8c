// Fixtures run in parallel, the tests of a fixture one after another. A fixture that must run alone has [NonParallelizable] and the reason.
[assembly: Parallelizable(ParallelScope.Fixtures)]
