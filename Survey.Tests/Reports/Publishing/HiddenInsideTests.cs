using Survey.Db.Results;
using Survey.Reports.Publishing;
using Survey.Tests.Reports.Disclosure.Audit;

namespace Survey.Tests.Reports.Publishing;

/// <summary>What is told of a roll-up and of participation where a relationship is hidden: one of three has 3 answers, another goes with it.</summary>
public sealed class HiddenInsideTests
{
    private readonly MadeWave _made = HandMade.ThreeOfOnePair(3, 20, 30);
    private WaveFigures _wave = null!;

    [SetUp]
    public void Publish() => _wave = WaveFigures.Of(_made.Frame, _made.Answers, _made.Contacts, null);

    [Test]
    public void A_roll_up_with_something_hidden_inside_tells_its_mean_and_number_only() =>
        Assert.That(Figure(CellKind.Organisation), Is.EqualTo((Shown.Yes, (int?)53, false, (int?)null)));

    [Test]
    public void A_roll_up_of_what_is_shown_has_a_distribution_as_weighted_as_its_mean()
    {
        var made = HandMade.ThreeOfOnePair(10, 20, 30);
        var wave = WaveFigures.Of(made.Frame, made.Answers, made.Contacts, null);
        var figure = wave.Figures.Zip(wave.Items).First(row => row.Second is { Item: "overall", Cell.Kind: CellKind.Organisation }).First;

        Assert.That((figure.N, figure.Counts!.Sum(), figure.Favourable), Is.EqualTo((60, 60, 40)));
    }

    [Test]
    public void The_response_rate_of_a_hidden_relationship_is_a_band_whatever_the_number()
    {
        var rates = Participation.Of(_made.Frame, _wave.Answers, _wave.Figures, null, null).Select(row => row.ResponseRate?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? row.ResponseBand);

        Assert.That(rates, Is.EqualTo(new[] { "under25", "50to75", "75" }));
    }

    private (string Shown, int? N, bool HasCounts, int? Favourable) Figure(string kind)
    {
        var figure = _wave.Figures.Zip(_wave.Items).First(row => row.Second.Item == "overall" && row.Second.Cell.Kind == kind).First;
        return (figure.Shown, figure.N, figure.Counts is not null, figure.Favourable);
    }
}
