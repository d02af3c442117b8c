using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Db.Results.Pairs;
using Survey.Reports.Charts;
using Survey.Reports.Pairs;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Pairs;

/// <summary>
/// ROOT over A (A1, A2 over A21) and B. A, A1, A21 and B serve; everybody, A1 and B are served. The plan rolls up providers A, A2, B
/// and the customer A; nothing else.
/// </summary>
public sealed class PairTableTests
{
    private static readonly Language English = Language.Of("en");

    private static readonly IReadOnlyList<WaveUnit> Units =
    [
        Unit(1, "ROOT", null),
        Unit(2, "A", 1),
        Unit(3, "A1", 2),
        Unit(4, "A2", 2),
        Unit(5, "A21", 4),
        Unit(6, "B", 1),
        Unit(7, "C", 1),
    ];

    private static readonly PairMatrix Matrix = new(
        Units,
        [
            Pair(2, 1, 4.5),
            Pair(3, 6, 2.5),
            Pair(5, 3, null),
            Pair(6, 3, 3.5, Verdict.Worse),
            new PairCell(CellKind.Provider, 2, null, Figure(3.1), null, null),
            new PairCell(CellKind.Provider, 4, null, Figure(3.2), null, null),
            new PairCell(CellKind.Provider, 6, null, Figure(3.5), null, null),
            new PairCell(CellKind.Provider, 1, null, Figure(3.3), null, null),
            new PairCell(CellKind.Customer, null, 2, Figure(3.0), null, null),
        ]
    )
    {
        Services = [Service(2, 1, Figure(4.5)), Service(3, 6, Figure(2.5)), Service(5, 3, null), Service(6, 3, Figure(3.5))],
    };

    [Test]
    public void Rows_and_columns_follow_the_tree_and_a_roll_up_alone_makes_a_row()
    {
        var table = new PairTable(Matrix, English);

        Assert.That(
            table.Rows.Shown.Select(row => (row.Unit.Code, row.Depth, row.Below)),
            Is.EqualTo(new[] { ("A", 0, 3), ("A1", 1, 0), ("A2", 1, 1), ("A21", 2, 0), ("B", 0, 0) })
        );
        Assert.That(table.Columns.Shown.Select(column => column.Unit.Code), Is.EqualTo(new[] { "ROOT", "A", "A1", "B" }));
    }

    [TestCase("A", "A B")]
    [TestCase("a2", "A A1 A2 B")]
    [TestCase("A2 A", "A B")]
    [TestCase("A1 B NONE ROOT", "A A1 A2 A21 B")]
    public void What_is_folded_up_hides_every_unit_below_and_nothing_else(string closed, string rows) =>
        Assert.That(new PairTable(Matrix, English, closed.Split(' ')).Rows.Shown.Select(row => row.Unit.Code), Is.EqualTo(rows.Split(' ')));

    [Test]
    public void Folding_up_makes_no_figure_that_is_not_in_the_plan()
    {
        var table = new PairTable(Matrix, English, ["A"], ["A"]);

        Assert.That(table.At(2, 2), Is.Null, "no average of what stands below");
        Assert.That(table.At(2, null)!.Overall!.Value, Is.EqualTo(3.1), "the roll-up that was published");
        Assert.That(table.At(null, 6), Is.Null);
        Assert.That(table.At(null, null), Is.Null);
    }

    [Test]
    public void Every_address_keeps_the_rest_of_the_state()
    {
        var addresses = new PairAddresses(new PairTable(Matrix, English, ["A2"], ["A"]), "W1");
        var rows = addresses.Table.Rows.Shown;

        Assert.Multiple(() =>
        {
            Assert.That(addresses.ToggleRow(rows[0]), Is.EqualTo("/pairs?wave=W1&rows=A2.A&columns=A"));
            Assert.That(addresses.ToggleRow(rows[2]), Is.EqualTo("/pairs?wave=W1&columns=A"));
            Assert.That(addresses.ToggleColumn(addresses.Table.Columns.Shown[1]), Is.EqualTo("/pairs?wave=W1&rows=A2"));
            Assert.That(addresses.AllClosed(), Is.EqualTo("/pairs?wave=W1&rows=A&columns=A"));
            Assert.That(addresses.AllOpen(), Is.EqualTo("/pairs?wave=W1"));
        });
    }

    [Test]
    public void Hidden_services_stand_last() =>
        Assert.That(new PairTable(Matrix, English).Ranked.Select(one => one.ProviderUnitId), Is.EqualTo(new long[] { 3, 6, 2, 5 }));

    [Test]
    public async Task A_cell_carries_the_sign_of_its_verdict_and_an_empty_one_nothing()
    {
        var html = await HtmlAsync(new PairTable(Matrix, English));

        Assert.That(
            html,
            Does.Contain("▼")
                .And.Not.Contain("▲")
                .And.Contain("B → A1: Mean 3.5, 95% interval 3.2–3.8, about 85 answers. ▼ worse than before")
        );
        Assert.That(html.Split("<td></td>"), Has.Length.EqualTo(5 * 4 - 4 + 1));
    }

    [TestCase(FigureWord.Low, 2)]
    [TestCase(FigureWord.Middle, 3)]
    [TestCase(FigureWord.High, 4)]
    public async Task A_word_has_a_middle_shade_and_says_of_how_many_answers(string word, int shade)
    {
        var small = new PairCell(CellKind.Pair, 2, 1, SampleFigures.InWords(Item.Overall, word), "R2-1", null);
        var html = await HtmlAsync(new PairTable(Matrix with { Cells = [small, .. Matrix.Cells.Skip(1)] }, English));

        Assert.That(
            html,
            Does.Match($"<td class=\"rate-{shade}\"><span title=\"A → everybody: Mean {word}, 5 to 9 answers.\">")
                .And.Contain($"{word}</b><small>5–9</small>")
        );
    }

    [Test]
    public void A_service_in_words_stands_after_those_in_numbers_and_before_the_hidden_ones()
    {
        var small = Service(2, 1, SampleFigures.InWords(Item.Overall, FigureWord.Low));

        Assert.That(
            new PairTable(Matrix with { Services = [small, .. Matrix.Services.Skip(1)] }, English).Ranked.Select(one => one.ProviderUnitId),
            Is.EqualTo(new long[] { 3, 6, 2, 5 })
        );
    }

    [TestCase(2026, 12, 7, "December 2026")]
    [TestCase(2026, 12, 1, "1 December 2026")]
    [TestCase(2026, 11, 30, "November 2026, one month older")]
    [TestCase(2025, 10, 12, "October 2025, 14 months older")]
    public void A_figure_says_its_month_and_how_much_older_it_is_than_the_newest(int year, int month, int day, string words)
    {
        var ages = new PairAges([Wave(1, new DateOnly(2026, 12, 7)), Wave(2, new DateOnly(year, month, day))], English);

        Assert.That((ages.Of(2), ages.IsOlder(2)), Is.EqualTo((words, (year, month, day) != (2026, 12, 7))));
    }

    private static SealedWave Wave(long id, DateOnly closedOn) => new(id, $"W{id}", closedOn, false, 5, 10, null, new(null, closedOn, false));

    private static async Task<string> HtmlAsync(PairTable table)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(
            new Dictionary<string, object?>
            {
                ["Value"] = new Reader(English, Printing: false),
                ["ChildContent"] = (RenderFragment)(
                    builder =>
                    {
                        builder.OpenComponent<PairTableView>(0);
                        builder.AddComponentParameter(1, nameof(PairTableView.Table), table);
                        builder.CloseComponent();
                    }
                ),
            }
        );
        return System.Net.WebUtility.HtmlDecode(
            await renderer.Dispatcher.InvokeAsync(async () =>
                (await renderer.RenderComponentAsync<CascadingValue<Reader>>(parameters)).ToHtmlString()
            )
        );
    }

    private static WaveUnit Unit(long id, string code, long? parent) => new(id, code, LocalizedText.Of(code), parent);

    private static PublishedFigure Figure(double value) => SampleFigures.Valued(Item.Overall, value);

    private static PairService Service(long provider, long customer, PublishedFigure? figure) =>
        new($"R{provider}-{customer}", LocalizedText.Of("Help"), provider, customer, 1, figure, null);

    private static PairCell Pair(long provider, long customer, double? value, Verdict? called = null) =>
        new(
            CellKind.Pair,
            provider,
            customer,
            value is { } mean ? Figure(mean) : SampleFigures.Hidden(Item.Overall),
            $"R{provider}-{customer}",
            called is null ? null : new PublishedVerdict(1, Item.Overall, Against.Before, 1, called.Value, null, null, null)
        );
}
