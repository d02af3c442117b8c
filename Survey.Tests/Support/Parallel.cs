// Fixtures run side by side, the tests of one in turn. What needs the machine for itself says so with [NonParallelizable] and why.
[assembly: Parallelizable(ParallelScope.Fixtures)]
