namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>Expected values: scipy 1.10.1, linprog(-c, ...), method highs.</summary>
public sealed class SimplexTests
{
    // linprog([-3, -5], A_ub=[[1, 0], [0, 2], [3, 2]], b_ub=[4, 12, 18]): 36 at (2, 6).
    [Test]
    public void A_sum_is_made_as_large_as_the_inequalities_allow()
    {
        var simplex = new Simplex(2, [At([(0, 1)], double.NegativeInfinity, 4), At([(1, 2)], double.NegativeInfinity, 12), At([(0, 3), (1, 2)], double.NegativeInfinity, 18)]);

        Assert.That(simplex.Maximize([(0, 3), (1, 5)]), Is.EqualTo(36).Within(1e-9));
        Assert.That(simplex.Solution(), Is.EqualTo(new double[] { 2, 6 }).Within(1e-9));
        Assert.That(simplex.Maximize([(0, 1), (1, -1)]), Is.EqualTo(4).Within(1e-9), "from where the last search ended");
    }

    // linprog([-1, -2, 1], A_eq=[[1, 1, 1], [2, 2, 2]], b_eq=[10, 20], A_ub=[[-1, 0, 0], [0, 1, -1]], b_ub=[-2, 1]): 11.
    [Test]
    public void Equations_may_be_repeated_and_a_sum_may_have_two_ends()
    {
        var simplex = new Simplex(3, [
            At([(0, 1), (1, 1), (2, 1)], 10, 10), At([(0, 2), (1, 2), (2, 2)], 20, 20), At([(0, 1)], 2, double.PositiveInfinity), At([(1, 1), (2, -1)], -100, 1)]);

        Assert.That(simplex.Maximize([(0, 1), (1, 2), (2, -1)]), Is.EqualTo(11).Within(1e-9));
    }

    [Test]
    public void Contradictions_are_found_and_endless_sums() => Assert.Multiple(() =>
    {
        Assert.That(() => new Simplex(1, [At([(0, 1)], 3, 3), At([(0, 1)], 0, 2)]), Throws.InvalidOperationException);
        Assert.That(new Simplex(1, [At([(0, 1)], 1, double.PositiveInfinity)]).Maximize([(0, 1)]), Is.EqualTo(double.PositiveInfinity));
    });

    private static Constraint At((int, double)[] terms, double low, double high) => new(terms, low, high);
}
