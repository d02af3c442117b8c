using Survey.Db;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Publishing;

/// <summary>
/// What is shown of few answers, of very many and of answers without variance, none of them moved. Expected: by a separate script with
/// scipy 1.10.1 (intervals as in MeanTests and ShareTests), then rounded to the nearest step, intervals outward.
/// </summary>
public sealed class FiguresTests
{
    private const string Nothing = "hidden n= word= value= .. favourable= .. shares=";

    [Test]
    public void Below_the_minimum_some_answers_look_like_none(
        [Values(FigureKind.Rating, FigureKind.Effort, FigureKind.Recommendation, FigureKind.TimeLost, FigureKind.Choice)] FigureKind kind,
        [Values(0, 1, 4)] int n
    ) => Assert.That(Seen(kind, All(kind, n, 0)), Is.EqualTo(Nothing));

    [Test]
    public void Few_answers_have_no_shares([Values(FigureKind.TimeLost, FigureKind.Choice)] FigureKind kind, [Values(5, 9, 12)] int n) =>
        Assert.That(Seen(kind, All(kind, n, 1)), Is.EqualTo(Nothing));

    [TestCase(FigureKind.Rating, new[] { 1, 1, 1, 1, 1 }, "middle")]
    [TestCase(FigureKind.Rating, new[] { 1, 3, 1, 0, 0 }, "low")]
    [TestCase(FigureKind.Rating, new[] { 2, 2, 0, 0, 2 }, "middle", Description = "2.5 and 2.67")]
    [TestCase(FigureKind.Rating, new[] { 0, 0, 3, 3, 0 }, "middle", Description = "3.5 is not above the cut")]
    [TestCase(FigureKind.Rating, new[] { 0, 0, 2, 5, 0 }, "high")]
    [TestCase(FigureKind.Effort, new[] { 0, 0, 0, 0, 0, 0, 5 }, "high")]
    [TestCase(FigureKind.Effort, new[] { 0, 0, 0, 5, 0, 0, 0 }, "middle")]
    [TestCase(FigureKind.Recommendation, new[] { 0, 0, 0, 0, 0, 0, 1, 3, 0, 0, 2 }, "middle", Description = "17")]
    [TestCase(FigureKind.Recommendation, new[] { 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 2 }, "high", Description = "40")]
    [TestCase(FigureKind.Recommendation, new[] { 3, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0 }, "low", Description = "-50")]
    public void Of_five_to_nine_answers_one_word_is_seen(FigureKind kind, int[] counts, string word) =>
        Assert.That(Seen(kind, counts), Is.EqualTo($"yes n=5 word={word} value= .. favourable= .. shares="));

    [TestCase(FigureKind.Rating, new[] { 0, 1, 3, 4, 2 }, "yes n=10 word= value=3.5 2.5..5 favourable= .. shares=")]
    [TestCase(FigureKind.Rating, new[] { 0, 0, 0, 0, 10 }, "high n=10 word= value=4.25 4..5 favourable= .. shares=")]
    [TestCase(FigureKind.Rating, new[] { 10, 0, 0, 0, 0 }, "low n=10 word= value=1.75 1..2 favourable= .. shares=")]
    [TestCase(FigureKind.Rating, new[] { 1, 2, 4, 8, 5 }, "yes n=20 word= value=3.8 3..4.4 favourable=60 20..100 shares=20,20,60")]
    [TestCase(FigureKind.Rating, new[] { 2, 4, 6, 8, 5 }, "yes n=25 word= value=3.4 2.8..4 favourable=50 20..80 shares=10,20,20,30,20")]
    [TestCase(FigureKind.Rating, new[] { 2, 4, 6, 10, 8 }, "yes n=30 word= value=3.6 3..4.2 favourable=60 30..80 shares=10,10,20,30,30")]
    [TestCase(
        FigureKind.Rating,
        new[] { 10, 30, 60, 200, 110 },
        "yes n=410 word= value=3.9 3.8..4 favourable=76 71..80 shares=2,7,15,49,27"
    )]
    [TestCase(
        FigureKind.Rating,
        new[] { 5000, 10000, 20000, 40000, 25000 },
        "yes n=100000 word= value=3.7 3.65..3.75 favourable=65 64..66 shares=5,10,20,40,25"
    )]
    [TestCase(FigureKind.Effort, new[] { 0, 1, 2, 3, 2, 1, 1 }, "yes n=10 word= value=4 2.5..6.25 favourable= .. shares=")]
    [TestCase(
        FigureKind.Effort,
        new[] { 0, 2, 4, 6, 8, 6, 4 },
        "yes n=30 word= value=4.75 4.15..5.5 favourable= .. shares=0,10,10,20,30,20,10"
    )]
    [TestCase(
        FigureKind.Recommendation,
        new[] { 1, 0, 0, 0, 0, 0, 1, 2, 1, 2, 3 },
        "yes n=10 word= value=25 -50..100 favourable= .. shares="
    )]
    [TestCase(
        FigureKind.Recommendation,
        new[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10 },
        "high n=10 word= value=62.5 0..100 favourable= .. shares="
    )]
    [TestCase(
        FigureKind.Recommendation,
        new[] { 2, 0, 0, 1, 0, 2, 3, 4, 6, 12, 10 },
        "yes n=40 word= value=35 5..60 favourable= .. shares=20,30,60"
    )]
    [TestCase(FigureKind.TimeLost, new[] { 10, 8, 6, 4, 2 }, "yes n=30 word= value=1 .. favourable= .. shares=30,30,20,10,10")]
    [TestCase(FigureKind.Choice, new[] { 12, 4 }, "yes n=15 word= value= .. favourable= .. shares=80,20")]
    public void From_ten_answers_on_figures_are_rounded_by_their_number(FigureKind kind, int[] counts, string figure) =>
        Assert.That(Seen(kind, counts), Is.EqualTo(figure));

    /// <summary>So many people who all said the same.</summary>
    private static int[] All(FigureKind kind, int n, int step)
    {
        var counts = new int[
            kind switch
            {
                FigureKind.Effort => 7,
                FigureKind.Recommendation => 11,
                FigureKind.Choice => 2,
                FigureKind.Rating or FigureKind.TimeLost => 5,
            }
        ];
        counts[step] = n;
        return counts;
    }

    private static string Seen(FigureKind kind, int[] counts)
    {
        var figure = SampleFigures.Of("overall", kind, counts);
        return FormattableString.Invariant(
                $"{figure.Shown.Text()} n={figure.N} word={figure.Word} value={figure.Value} {figure.Low}..{figure.High} "
            )
            + $"favourable={figure.Favourable} {figure.FavourableLow}..{figure.FavourableHigh} "
            + $"shares={string.Join(',', figure.Shares ?? [])}";
    }
}
