using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Publishing;
using Survey.Reports.Scoring;

namespace Survey.Tests.Reports.Publishing;

/// <summary>
/// What is seen of few answers, of very many and of answers without any spread. Expected: scipy 1.10.1, then rounded:
/// mean -+ stats.t.ppf(.975, n - 1) * s / sqrt(n); stats.binomtest(x, n).proportion_ci(.95, 'wilson'); adjusted Wald as in ShareTests.
/// </summary>
public sealed class FiguresTests
{
    private const string Nothing = "hidden n= band= value= .. favourable= .. counts= others= census=False";

    [Test]
    public void Below_the_minimum_some_answers_look_like_none(
        [Values("rating", "effort", "recommendation", "time_lost", "choice")] string kind, [Values(0, 1, 4)] int n)
    {
        Assert.That(Seen(kind, All(kind, n, 0)), Is.EqualTo(Nothing));
        Assert.That(Seen(kind, All(kind, n, 0), everybody: true), Is.EqualTo(Nothing));
    }

    [Test]
    public void Below_ten_nothing_is_seen_that_would_be_a_distribution(
        [Values("recommendation", "time_lost", "choice")] string kind, [Values(5, 9)] int n) =>
        Assert.That(Seen(kind, All(kind, n, 1), everybody: true), Is.EqualTo(Nothing));

    [TestCase(3, 2, "hidden", "")]
    [TestCase(3, 3, "yes", "3-9")]
    [TestCase(5, 4, "hidden", "")]
    [TestCase(5, 5, "yes", "5-9")]
    [TestCase(5, 9, "yes", "5-9")]
    [TestCase(7, 6, "hidden", "")]
    [TestCase(7, 7, "yes", "7-9")]
    [TestCase(9, 8, "hidden", "")]
    [TestCase(9, 9, "yes", "9")]
    [TestCase(10, 9, "hidden", "")]
    public void Between_the_minimum_and_nine_a_band_stands_for_the_number(int minimum, int n, string shown, string band) =>
        Assert.That(Seen("rating", All("rating", n, 2), minimum: minimum), Does.StartWith($"{shown} n= band={band} value="));

    [TestCase(5, 10)]
    [TestCase(7, 10)]
    [TestCase(10, 10)]
    [TestCase(10, 11)]
    public void From_ten_on_the_number_is_exact(int minimum, int n) =>
        Assert.That(Seen("rating", All("rating", n, 2), minimum: minimum), Does.StartWith($"yes n={n} band= value=3 "));

    [TestCase("rating", new[] { 1, 1, 1, 1, 1 }, "yes", "3")]
    [TestCase("rating", new[] { 3, 2, 0, 0, 0 }, "low", "1.5")]
    [TestCase("rating", new[] { 2, 3, 0, 0, 0 }, "yes", "1.6")]
    [TestCase("rating", new[] { 5, 0, 0, 0, 0 }, "low", "1.5", Description = "all equal")]
    [TestCase("rating", new[] { 0, 0, 0, 0, 5 }, "high", "4.5", Description = "all equal")]
    [TestCase("rating", new[] { 0, 0, 3, 4, 2 }, "yes", "3.9", Description = "35 / 9")]
    [TestCase("rating", new[] { 0, 0, 0, 5, 4 }, "yes", "4.4", Description = "40 / 9")]
    [TestCase("rating", new[] { 0, 0, 0, 4, 5 }, "high", "4.5", Description = "41 / 9")]
    [TestCase("effort", new[] { 0, 0, 0, 0, 0, 5, 4 }, "yes", "6.4", Description = "58 / 9")]
    [TestCase("effort", new[] { 0, 0, 0, 0, 0, 0, 9 }, "high", "6.5", Description = "all equal")]
    public void Of_five_to_nine_answers_only_a_coarse_mean_is_seen_though_everybody_answered(string kind, int[] counts, string shown, string value) =>
        Assert.That(Seen(kind, counts, everybody: true),
            Is.EqualTo($"{shown} n= band=5-9 value={value} .. favourable= .. counts= others= census=False"));

    [TestCase("rating", new[] { 0, 1, 3, 4, 2 }, "value=3.7 3.02..4.38 favourable=60 31..83 counts=0,1,3,4,2 others=0")]
    [TestCase("rating", new[] { 0, 0, 0, 0, 10 }, "value=5 .. favourable=100 72..100 counts=0,0,0,0,10 others=0")]
    [TestCase("rating", new[] { 10, 0, 0, 0, 0 }, "value=1 .. favourable=0 0..28 counts=10,0,0,0,0 others=0")]
    [TestCase("effort", new[] { 0, 1, 2, 3, 2, 1, 1 }, "value=4.3 3.23..5.37 favourable= .. counts=0,1,2,3,2,1,1 others=")]
    [TestCase("recommendation", new[] { 1, 0, 0, 0, 0, 0, 1, 2, 1, 2, 3 }, "value=30 -19..65 favourable= .. counts=1,0,0,0,0,0,1,2,1,2,3 others=")]
    [TestCase("recommendation", new[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10 }, "value=100 48..100 favourable= .. counts=0,0,0,0,0,0,0,0,0,0,10 others=")]
    [TestCase("recommendation", new[] { 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, "value=-100 -100..-48 favourable= .. counts=10,0,0,0,0,0,0,0,0,0,0 others=")]
    [TestCase("recommendation", new[] { 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0 }, "value=0 -18..18 favourable= .. counts=0,0,0,0,0,0,0,10,0,0,0 others=")]
    [TestCase("time_lost", new[] { 0, 0, 0, 0, 10 }, "value=4 .. favourable= .. counts=0,0,0,0,10 others=")]
    [TestCase("choice", new[] { 10 }, "value= .. favourable= .. counts=10 others=", Description = "one option")]
    public void Ten_answers_are_seen_exactly_with_their_intervals(string kind, int[] counts, string figure) =>
        Assert.That(Seen(kind, counts), Is.EqualTo($"yes n=10 band= {figure} census=False"));

    [TestCase("rating", new[] { 0, 1, 3, 4, 2 }, "value=3.7 .. favourable=60 .. counts=0,1,3,4,2 others=0")]
    [TestCase("recommendation", new[] { 1, 0, 0, 0, 0, 0, 1, 2, 1, 2, 3 }, "value=30 .. favourable= .. counts=1,0,0,0,0,0,1,2,1,2,3 others=")]
    public void Ten_who_are_everybody_have_no_interval(string kind, int[] counts, string figure) =>
        Assert.That(Seen(kind, counts, everybody: true), Is.EqualTo($"yes n=10 band= {figure} census=True"));

    [TestCase("rating", new[] { 5_000, 10_000, 20_000, 40_000, 25_000 }, "value=3.7 3.69..3.71 favourable=65 65..65")]
    [TestCase("rating", new[] { 0, 0, 0, 100_000, 0 }, "value=4 .. favourable=100 100..100")]
    [TestCase("recommendation", new[] { 25_000, 0, 0, 0, 0, 0, 0, 35_000, 0, 0, 40_000 }, "value=15 15..15 favourable= ..")]
    public void A_hundred_thousand_answers_are_hardly_in_doubt(string kind, int[] counts, string figure) =>
        Assert.That(Seen(kind, counts), Does.StartWith($"yes n=100000 band= {figure} counts="));

    /// <summary>So many people who all said the same.</summary>
    private static int[] All(string kind, int n, int step)
    {
        var counts = new int[Scale(kind).Values];
        counts[Math.Min(step, counts.Length - 1)] = n;
        return counts;
    }

    /// <param name="everybody">They are all the customers there are; else nobody knows how many there are.</param>
    private static string Seen(string kind, int[] counts, bool everybody = false, int minimum = 5)
    {
        var (scale, n) = (Scale(kind), counts.Sum());
        var stratum = new Stratum(new(scale.Lowest, counts), everybody ? new(n, n, n, 0) : Population.Unknown(n), DoesNotApply: 0);
        var cell = new PublicationCell(1, 1, CellKind.Relationship, 1, null, null, null, minimum);
        var figure = Figures.Of(new CellItem(cell, kind, scale, new Strata([stratum]), n, IsBreakdownPoint: kind == "rating"), hidden: false);
        return FormattableString.Invariant($"{figure.Shown} n={figure.N} band={figure.NBand} value={figure.Value} {figure.Low}..{figure.High} ")
            + $"favourable={figure.Favourable} {figure.FavourableLow}..{figure.FavourableHigh} "
            + $"counts={string.Join(',', figure.Counts ?? [])} others={figure.DoesNotApply} census={figure.Census}";
    }

    private static AnswerScale Scale(string kind) => kind switch
    {
        "time_lost" => AnswerScale.TimeLost,
        "choice" => AnswerScale.Of(QuestionKind.Choice, options: 1),
        _ => AnswerScale.Of(Enum.Parse<QuestionKind>(kind, ignoreCase: true), options: 0),
    };
}
