using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Publishing;

/// <summary>
/// What of a sealed wave is published (rules A5, A6, A7 and A8), on a real database. Expected: sealed_expected.py, independent of the
/// product's code.
/// </summary>
public sealed class PublisherTests : WithOpenWave
{
    [Test]
    public async Task A_relationship_has_its_mean_interval_share_and_distribution()
    {
        await Wave.RateAsync(Organisation, "IT-ALL", Ratings(1, 2, 4, 8, 5));
        await SealAsync();
        Assert.That(
            await FigureAsync("relationship", "IT-ALL"),
            Is.EqualTo("rating yes n=20 word= value=3.6 step=0.2 low=3 high=4 favourable=60 40-100 shares={20,20,60} step=20 pooled=f")
        );
        Assert.That(await FigureAsync("relationship", "IT-ALL", "waiting"), Does.StartWith("rating hidden n= word= value="));
        Assert.That(
            await Organisation.OneAsync<double>(
                """
                select histogram.n from blurred_histogram histogram join publication_cell cell on cell.id = cell_id
                where cell.kind = 'relationship' and item = 'overall'
                """
            ),
            Is.EqualTo(20),
            "moves leave the number as it is"
        );
    }

    [Test]
    public async Task Below_the_minimum_nothing_is_told_not_even_a_number()
    {
        await Wave.RateAsync(Organisation, "IT-ALL", 1, 1, 5, 5);
        await SealAsync();
        Assert.That(
            await FigureAsync("relationship", "IT-ALL"),
            Is.EqualTo("rating hidden n= word= value= step= low= high= favourable= - shares= step= pooled=f")
        );
        Assert.That(await Organisation.OneAsync<int>("select count(*)::int from blurred_histogram"), Is.Zero);
    }

    [TestCase(new[] { 1, 1, 1, 2, 2 }, "low")]
    [TestCase(new[] { 3, 3, 3, 3, 3 }, "middle")]
    [TestCase(new[] { 5, 5, 4, 4, 5, 5 }, "high")]
    public async Task From_the_minimum_to_nine_only_a_word_is_told(int[] ratings, string word)
    {
        await Wave.RateAsync(Organisation, "IT-ALL", ratings);
        await SealAsync();
        Assert.That(
            await FigureAsync("relationship", "IT-ALL"),
            Is.EqualTo($"rating yes n=5 word={word} value= step= low= high= favourable= - shares= step= pooled=f")
        );
    }

    [Test]
    public async Task Within_a_team_the_minimum_is_seven()
    {
        await Wave.RateAsync(Organisation, "SALES-SALES", 3, 3, 3, 4, 4, 4);
        await SealAsync();
        Assert.That(await FigureAsync("relationship", "SALES-SALES"), Does.StartWith("rating hidden"));
    }

    [Test]
    public async Task The_minimum_counts_those_who_answered_that_item()
    {
        foreach (var (person, index) in Wave.AskedAbout("IT-ALL").Take(20).Select((person, index) => (person, index)))
        {
            int? waiting = index < 4 ? 5
                : index < 12 ? -1
                : null,
                quality = index < 16 ? 4
                : index < 19 ? -1
                : null;
            await Wave.AnswerAsync(
                Organisation,
                person,
                "IT-ALL",
                Answering.Rated(3, waiting: waiting, quality: quality, intake: index < 12 ? 4 : -1),
                index < 11 ? 2 : null
            );
        }
        await SealAsync();
        Assert.That(await FigureAsync("relationship", "IT-ALL", "waiting"), Does.StartWith("rating hidden n= word= value= "));
        Assert.That(await FigureAsync("relationship", "IT-ALL", "quality"), Does.Match("^rating yes n=(15|20) "));
        Assert.That(
            await FigureAsync("relationship", "IT-ALL", "*time_lost"),
            Does.Match("^time_lost (hidden n= |yes n=15 word= value=2 )")
        );
        var others = (
            await Organisation.ListAsync<(string Item, int? People)>(
                $"""
                select item, does_not_apply from published_figure join publication_cell on publication_cell.id = cell_id
                where {CellName} = 'relationship IT-ALL' and published_figure.kind = 'rating' order by item
                """
            )
        ).ToDictionary(row => row.Item, row => row.People);
        Assert.That(others["intake"], Is.AnyOf(5, 10), "8 said so");
        Assert.That(others["quality"], Is.AnyOf(0, 5), "3 said so");
        Assert.That((others["waiting"], others["overall"]), Is.EqualTo(((int?)null, (int?)null)), "hidden, and no step");
    }

    [Test]
    public async Task Who_could_not_be_reached_was_not_asked_but_who_answered_was()
    {
        await Wave.RateAsync(Organisation, "IT-ALL", Ratings(0, 0, 5, 5, 5));
        var asked = Wave.AskedAbout("IT-ALL").Select(invitation => invitation.Id).ToArray();
        await Organisation.RunAsync(
            "update message set state = 'bounced' from invitation "
                + "where invitation.person_id = message.person_id and invitation.id = any(@ids)",
            new { ids = asked[20..].Append(asked[0]).ToArray() }
        );
        await SealAsync();
        Assert.That(
            await Organisation.OneAsync<int>(
                $"""
                select asked from published_participation join publication_cell on publication_cell.id = cell_id
                    where {CellName} = 'relationship IT-ALL'
                """
            ),
            Is.EqualTo(20),
            "26 less the six of seven who did not answer"
        );
    }

    [Test]
    public async Task Everything_of_the_plan_is_published_and_nothing_else()
    {
        await Wave.RateAsync(Organisation, "IT-ALL", Ratings(1, 2, 4, 8, 5));
        var planned = await Organisation.ListAsync<long>("select id from publication_cell order by id");
        await SealAsync();
        Assert.That(await Organisation.ListAsync<long>("select id from publication_cell order by id"), Is.EqualTo(planned));
        Assert.That(
            await Organisation.ListAsync<long>("select cell_id from published_figure where item = 'overall' order by cell_id"),
            Is.EqualTo(planned)
        );
        Assert.That(
            await Organisation.OneAsync<int>(
                """
                select count(*)::int from published_figure join publication_cell on publication_cell.id = cell_id
                where publication_cell.kind in ('relationship_unit', 'relationship_employment')
                    and item not in ('overall', 'intake', 'waiting', 'quality')
                """
            ),
            Is.Zero
        );
    }

    [Test]
    public async Task A_customer_unit_has_the_answers_of_its_own_people()
    {
        foreach (var person in Wave.AskedAbout("IT-ALL"))
        {
            var rating = person.Email.StartsWith("sales", StringComparison.Ordinal) ? 2 : 4;
            await Wave.AnswerAsync(Organisation, person, "IT-ALL", Answering.Rated(rating));
        }
        await SealAsync();
        Assert.That(
            await FigureAsync("relationship_unit", "IT-ALL SALES"),
            Does.StartWith("rating yes n=10 word= value=2 step=0.5 low=1 high=3 ")
        );
        Assert.That(await FigureAsync("relationship_employment", "IT-ALL temporary"), Does.StartWith("rating yes n=5 word=low value= "));
        Assert.That(
            await FigureAsync("relationship", "IT-ALL"),
            Is.EqualTo(
                "rating yes n=25 word= value=2.8 step=0.2 low=2.4 high=3.2 favourable=50 30-60 shares={10,50,0,50,0} step=10 pooled=f"
            )
        );
    }

    // The 8 permanent of SALES; the 3 of HR are too few for a group of their own and take the 9 of SHOP into one of any kind.
    [Test]
    public async Task A_part_says_of_how_many_of_its_people_it_is_made()
    {
        Assert.That(
            await Organisation.OneAsync<(int, int)>(
                $"select people, covered from publication_cell where {CellName} = 'relationship_employment IT-ALL permanent'"
            ),
            Is.EqualTo((20, 8))
        );
        Assert.That(
            await Organisation.OneAsync<(int?, int?)>(
                $"select people, covered from publication_cell where {CellName} = 'relationship_unit IT-ALL SALES'"
            ),
            Is.EqualTo(((int?)null, (int?)null)),
            "a unit keeps all of its people"
        );
    }

    [TestCase(21, "yes")]
    [TestCase(22, "hidden")]
    public async Task A_part_that_leaves_out_more_than_a_fifth_of_its_people_is_hidden(int people, string shown)
    {
        await Wave.RateAsync(Organisation, "IT-ALL", [.. Enumerable.Repeat(3, 26)]);
        await Organisation.RunAsync(
            $"update publication_cell set people = @people, covered = 17 where {CellName} = 'relationship_employment IT-ALL permanent'",
            new { people }
        );
        await SealAsync();
        Assert.That(await FigureAsync("relationship_employment", "IT-ALL permanent"), Does.StartWith($"rating {shown} "));
    }

    [Test]
    public async Task A_roll_up_of_one_service_shows_what_the_service_shows()
    {
        await Wave.RateAsync(Organisation, "HR-SALES", Ratings(0, 1, 3, 4, 2));
        await Wave.RateAsync(Organisation, "IT-ALL", Ratings(1, 2, 4, 8, 5));
        await SealAsync();
        Assert.That(await FigureAsync("organisation", ""), Does.Match(@"^rating yes n=(25|30|35) word= value=[34](\.\d)? "));
        Assert.That(await FigureAsync("pair", "IT ROOT"), Is.EqualTo(await FigureAsync("relationship", "IT-ALL")));
        Assert.That(await FigureAsync("provider", "IT"), Is.EqualTo(await FigureAsync("relationship", "IT-ALL")));
    }

    [Test]
    public async Task A_hidden_relationship_hides_nothing_else()
    {
        await Wave.RateAsync(Organisation, "IT-ALL", Ratings(1, 2, 4, 8, 5));
        await Wave.RateAsync(Organisation, "HR-SALES", 1, 1, 2);
        await Wave.RateAsync(Organisation, "SALES-SALES", Ratings(0, 0, 4, 4, 3));
        await SealAsync();
        Assert.That(
            await Organisation.ListAsync<string>(
                $"""
                select {CellName} from published_figure join publication_cell on publication_cell.id = cell_id
                where item = 'overall' and shown = 'hidden' and publication_cell.kind in ('relationship', 'organisation') order by 1
                """
            ),
            Is.EqualTo(new[] { "relationship HR-SALES" })
        );
    }

    [Test]
    public async Task Comments_are_placed_when_the_wave_is_sealed()
    {
        var asked = Wave.AskedAbout("IT-ALL");
        for (var person = 0; person < 13; person++)
        {
            await Wave.AnswerAsync(
                Organisation,
                asked[person],
                "IT-ALL",
                Answering.Rated(3),
                comment: $"Word {person}",
                language: person < 10 ? "en" : "pl"
            );
        }
        for (var person = 0; person < 9; person++)
        {
            await Wave.AnswerAsync(Organisation, Wave.AskedAbout("HR-SALES")[person], "HR-SALES", Answering.Rated(3), comment: "Word");
        }
        await SealAsync();
        Assert.That(
            await Organisation.ListAsync<(string, string, bool, int)>(
                """
                select relationship.code, language, shown_here, count(*)::int from comment
                    join relationship on relationship.id = relationship_id
                group by 1, 2, 3 order by 1 desc, 2
                """
            ),
            Is.EqualTo(new[] { ("IT-ALL", "en", true, 10), ("IT-ALL", "pl", false, 3), ("HR-SALES", "en", false, 9) })
        );
    }

    private static int[] Ratings(params int[] counts) => [.. counts.SelectMany((count, index) => Enumerable.Repeat(index + 1, count))];

    private async Task SealAsync()
    {
        await Wave.CloseAsync(Organisation);
        Assert.That(await Sealing.SealAsync(Test.Database, TestFigureKey.Key, Wave.Id, OpenWave.FirstMonday.AddDays(7), default), Is.True);
    }

    private const string CellName = """
        concat_ws(' ', publication_cell.kind,
                  (select code from relationship where id = publication_cell.relationship_id),
                  (select code from unit where id = publication_cell.provider_unit_id),
                  (select code from unit where id = publication_cell.customer_unit_id), publication_cell.employment)
        """;

    private Task<string> FigureAsync(string kind, string cell, string item = "overall") =>
        Organisation.OneAsync<string>(
            $"""
            select published_figure.kind || ' ' || shown || ' n=' || coalesce(n::text, '') || ' word=' || coalesce(word, '')
                   || ' value=' || coalesce(value::text, '') || ' step=' || coalesce(step::text, '')
                   || ' low=' || coalesce(low::text, '') || ' high=' || coalesce(high::text, '')
                   || ' favourable=' || coalesce(favourable::text, '') || ' ' || coalesce(favourable_low::text, '') || '-'
                   || coalesce(favourable_high::text, '') || ' shares=' || coalesce(shares::text, '') || ' step='
                       || coalesce(share_step::text, '')
                   || ' pooled=' || left(pooled::text, 1)
            from published_figure join publication_cell on publication_cell.id = cell_id
            where {CellName} = rtrim(@name) and item = @item
            """,
            new { name = $"{kind} {cell}", item }
        );
}
