using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Publishing;

/// <summary>What of a sealed wave is published: rules A5, A6, A7 (plan and primary suppression), A8, D2 and D6 on a real database.</summary>
public sealed class PublisherTests : WithOpenWave
{
    // Expected: scipy 1.10.1, t.interval of the 20 ratings; binomtest(13, 20).proportion_ci(.95, 'wilson').
    [Test]
    public async Task A_relationship_has_its_mean_interval_share_distribution_and_response_rate()
    {
        await Wave.RateAsync(Organisation, "IT-ALL", Ratings(1, 2, 4, 8, 5));
        await SealAsync();
        Assert.That(await FigureAsync("relationship", "IT-ALL"), Is.EqualTo(
            "rating yes n=20 band= value=3.7 low=3.17 high=4.23 favourable=65 43-82 counts={1,2,4,8,5} census=f pooled=f"));
        Assert.That(await ParticipationAsync("IT-ALL"), Is.EqualTo("customers=26 asked=26 rate=77 band= no_contact=0"));
        Assert.That(await FigureAsync("relationship", "IT-ALL", "waiting"), Does.StartWith("rating hidden n= band= value="));
    }

    // t interval of the 24 with sqrt(1 - 24/26); Wilson with n = 24 * 25 / 2.
    [Test]
    public async Task Nearly_a_census_is_corrected_and_a_census_has_no_interval()
    {
        await Wave.RateAsync(Organisation, "IT-ALL", Ratings(1, 2, 4, 8, 9));
        await Wave.RateAsync(Organisation, "HR-SALES", Ratings(0, 0, 4, 5, 5));
        await SealAsync();
        Assert.That(await FigureAsync("relationship", "IT-ALL"), Does.Contain("value=3.92 low=3.78 high=4.05 favourable=71 65-76"));
        Assert.That(await FigureAsync("relationship", "HR-SALES"), Is.EqualTo(
            "rating yes n=14 band= value=4.07 low= high= favourable=71 - counts={0,0,4,5,5} census=t pooled=f"));
    }

    [Test]
    public async Task Below_the_minimum_nothing_is_told_not_even_a_number()
    {
        await Wave.RateAsync(Organisation, "IT-ALL", 1, 1, 5, 5);
        await SealAsync();
        Assert.That(await FigureAsync("relationship", "IT-ALL"), Is.EqualTo(
            "rating hidden n= band= value= low= high= favourable= - counts= census=f pooled=f"));
        Assert.That(await ParticipationAsync("IT-ALL"), Is.EqualTo("customers=26 asked=26 rate= band=under25 no_contact="));
        Assert.That(await Organisation.OneAsync<int>("select count(*)::int from sealed_histogram"), Is.Zero);
    }

    [TestCase(new[] { 1, 1, 1, 2, 2 }, "low", "1.5")]
    [TestCase(new[] { 4, 4, 3, 4, 3 }, "yes", "3.6")]
    [TestCase(new[] { 5, 5, 4, 4, 5, 5, 5, 5, 5 }, "high", "4.5")]
    public async Task From_the_minimum_to_nine_only_a_coarse_mean_is_told(int[] ratings, string shown, string value)
    {
        await Wave.RateAsync(Organisation, "IT-ALL", ratings);
        await SealAsync();
        Assert.That(await FigureAsync("relationship", "IT-ALL"), Is.EqualTo(
            $"rating {shown} n= band=5-9 value={value} low= high= favourable= - counts= census=f pooled=f"));
        Assert.That(await Organisation.OneAsync<int>("select count(*)::int from sealed_histogram"), Is.GreaterThan(0));
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
            int? waiting = index < 4 ? 5 : index < 12 ? -1 : null, quality = index < 16 ? 4 : index < 19 ? -1 : null;
            await Wave.AnswerAsync(Organisation, person, "IT-ALL", Answering.Rated(3, waiting: waiting, quality: quality, intake: index < 12 ? 4 : -1), index < 11 ? 2 : null);
        }
        await SealAsync();
        Assert.That(await FigureAsync("relationship", "IT-ALL", "waiting"), Does.StartWith("rating hidden n= band= value= "));
        Assert.That(await FigureAsync("relationship", "IT-ALL", "quality"), Does.StartWith("rating yes n=16"));
        Assert.That(await FigureAsync("relationship", "IT-ALL", "*time_lost"), Does.StartWith("time_lost yes n=11 band= value=2 low= high= favourable= - counts={0,0,11,0,0}"));
        Assert.That(await Organisation.ListAsync<(string, int?)>($"""
            select item, does_not_apply from published_figure join publication_cell on publication_cell.id = cell_id
            where {CellName} = 'relationship IT-ALL' and published_figure.kind = 'rating' order by item
            """), Is.EqualTo(new (string, int?)[]
            { ("intake", 8), ("overall", null), ("quality", null), ("waiting", null) }), "8 said so of intake; 3 of quality, too few to tell");
    }

    [Test]
    public async Task No_contact_is_told_only_when_it_points_at_nobody()
    {
        var asked = Wave.AskedAbout("IT-ALL");
        await Wave.RateAsync(Organisation, "IT-ALL", Ratings(0, 0, 4, 8, 3));
        foreach (var person in asked.Skip(15).Take(5))
        {
            await Wave.AnswerNoContactAsync(Organisation, person, "IT-ALL");
        }
        var sales = Wave.AskedAbout("HR-SALES");
        await Wave.RateAsync(Organisation, "HR-SALES", Ratings(0, 0, 4, 4, 4));
        await Wave.AnswerNoContactAsync(Organisation, sales[12], "HR-SALES");
        await SealAsync();
        Assert.That(await ParticipationAsync("IT-ALL"), Is.EqualTo("customers=26 asked=26 rate=77 band= no_contact=25"));
        Assert.That(await ParticipationAsync("HR-SALES"), Is.EqualTo("customers=14 asked=14 rate= band=over75 no_contact="));
    }

    [Test]
    public async Task Who_could_not_be_reached_was_not_asked_but_who_answered_was()
    {
        await Wave.RateAsync(Organisation, "IT-ALL", Ratings(0, 0, 5, 5, 5));
        var asked = Wave.AskedAbout("IT-ALL").Select(invitation => invitation.Id).ToArray();
        await Organisation.RunAsync("update message set state = 'bounced' from invitation where invitation.person_id = message.person_id and invitation.id = any(@ids)", new { ids = new[] { asked[0], asked[24], asked[25] } });
        await SealAsync();
        Assert.That(await ParticipationAsync("IT-ALL"), Does.Contain("customers=26 asked=24 rate=63 "));
    }

    [Test]
    public async Task Everything_of_the_plan_is_published_and_nothing_else()
    {
        await Wave.RateAsync(Organisation, "IT-ALL", Ratings(1, 2, 4, 8, 5));
        var planned = await Organisation.ListAsync<long>("select id from publication_cell order by id");
        await SealAsync();
        Assert.That(await Organisation.ListAsync<long>("select id from publication_cell order by id"), Is.EqualTo(planned));
        Assert.That(await Organisation.ListAsync<long>("select cell_id from published_figure where item = 'overall' order by cell_id"), Is.EqualTo(planned));
        Assert.That(await Organisation.OneAsync<int>("""
            select count(*)::int from published_figure join publication_cell on publication_cell.id = cell_id
            where publication_cell.kind in ('relationship_unit', 'relationship_employment') and item not in ('overall', 'intake', 'waiting', 'quality')
            """), Is.Zero);
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
        Assert.That(await FigureAsync("relationship_unit", "IT-ALL SALES"), Does.StartWith("rating yes n=14 band= value=2 low= high= "));
        Assert.That(await FigureAsync("relationship_employment", "IT-ALL temporary"), Does.StartWith("rating yes n= band=5-9 value=2 "));
        Assert.That(await FigureAsync("relationship", "IT-ALL"), Does.StartWith("rating yes n=26 band= value=2.92 "));
    }

    // Strata of 20 and 10 ratings with N = 26 and 14, correction refused to the first (20 of 26) and to the second (10 of 14);
    // 30 answers of 20 people; the script of MeanTests: 3.7 +- t(df) sqrt(V) sqrt(1.5).
    [Test]
    public async Task A_roll_up_is_weighted_by_customers_and_widened_by_answers_per_person()
    {
        await Wave.RateAsync(Organisation, "HR-SALES", Ratings(0, 1, 3, 4, 2));
        var sales = Wave.AskedAbout("HR-SALES").Take(10).ToList();
        var ratings = Ratings(1, 2, 4, 8, 5);
        var people = sales.Concat(Wave.AskedAbout("IT-ALL").Except(sales)).Take(20).ToList();
        for (var index = 0; index < 20; index++)
        {
            await Wave.AnswerAsync(Organisation, people[index], "IT-ALL", Answering.Rated(ratings[index]));
        }
        await SealAsync();
        Assert.That(await FigureAsync("organisation", ""), Does.StartWith("rating yes n=30 band= value=3.7 low=3.21 high=4.19 favourable=63 "));
        Assert.That(await FigureAsync("organisation", ""), Does.EndWith("counts={1,3,7,12,7} census=f pooled=f"));
        Assert.That(await FigureAsync("pair", "IT ROOT"), Is.EqualTo(await FigureAsync("relationship", "IT-ALL")));
        Assert.That(await FigureAsync("provider", "IT"), Is.EqualTo(await FigureAsync("relationship", "IT-ALL")));
    }

    [Test]
    public async Task A_hidden_relationship_cannot_be_computed_from_its_roll_ups()
    {
        await Wave.RateAsync(Organisation, "IT-ALL", Ratings(1, 2, 4, 8, 5));
        await Wave.RateAsync(Organisation, "HR-SALES", 1, 1, 2);
        await Wave.RateAsync(Organisation, "SALES-SALES", Ratings(0, 0, 4, 4, 3));
        await SealAsync();
        var hidden = await Organisation.ListAsync<string>($"""
            select {CellName} from published_figure join publication_cell on publication_cell.id = cell_id
            where item = 'overall' and shown = 'hidden' and publication_cell.kind in ('relationship', 'organisation') order by 1
            """);
        Assert.That(hidden, Has.Count.GreaterThanOrEqualTo(2).And.Contain("relationship HR-SALES"));
    }

    [Test]
    public async Task Comments_are_placed_when_the_wave_is_sealed()
    {
        var asked = Wave.AskedAbout("IT-ALL");
        for (var person = 0; person < 13; person++)
        {
            await Wave.AnswerAsync(Organisation, asked[person], "IT-ALL", Answering.Rated(3), comment: $"Word {person}", language: person < 10 ? "en" : "pl");
        }
        for (var person = 0; person < 9; person++)
        {
            await Wave.AnswerAsync(Organisation, Wave.AskedAbout("HR-SALES")[person], "HR-SALES", Answering.Rated(3), comment: "Word");
        }
        await SealAsync();
        Assert.That(await Organisation.ListAsync<(string, string, bool, int)>("""
            select relationship.code, language, shown_here, count(*)::int from comment join relationship on relationship.id = relationship_id
            group by 1, 2, 3 order by 1 desc, 2
            """), Is.EqualTo(new[] { ("IT-ALL", "en", true, 10), ("IT-ALL", "pl", false, 3), ("HR-SALES", "en", false, 9) }));
    }

    private static int[] Ratings(params int[] counts) => [.. counts.SelectMany((count, index) => Enumerable.Repeat(index + 1, count))];

    private async Task SealAsync()
    {
        await Wave.CloseAsync(Organisation);
        Assert.That(await Sealing.SealAsync(Test.Database, Wave.Id, OpenWave.FirstMonday.AddDays(7), default), Is.True);
    }

    private const string CellName = """
        concat_ws(' ', publication_cell.kind,
                  (select code from relationship where id = publication_cell.relationship_id),
                  (select code from unit where id = publication_cell.provider_unit_id),
                  (select code from unit where id = publication_cell.customer_unit_id), publication_cell.employment)
        """;

    private Task<string> FigureAsync(string kind, string cell, string item = "overall") => Organisation.OneAsync<string>($"""
        select published_figure.kind || ' ' || shown || ' n=' || coalesce(n::text, '') || ' band=' || coalesce(n_band, '')
               || ' value=' || coalesce(value::text, '') || ' low=' || coalesce(low::text, '') || ' high=' || coalesce(high::text, '')
               || ' favourable=' || coalesce(favourable::text, '') || ' ' || coalesce(favourable_low::text, '') || '-'
               || coalesce(favourable_high::text, '') || ' counts=' || coalesce(counts::text, '')
               || ' census=' || left(census::text, 1) || ' pooled=' || left(pooled::text, 1)
        from published_figure join publication_cell on publication_cell.id = cell_id
        where {CellName} = rtrim(@name) and item = @item
        """, new { name = $"{kind} {cell}", item });

    private Task<string> ParticipationAsync(string relationship) => Organisation.OneAsync<string>($"""
        select 'customers=' || coalesce(customers::text, '') || ' asked=' || coalesce(asked::text, '')
               || ' rate=' || coalesce(response_rate::text, '') || ' band=' || coalesce(response_band, '')
               || ' no_contact=' || coalesce(no_contact::text, '')
        from published_participation join publication_cell on publication_cell.id = cell_id
        where {CellName} = 'relationship ' || @relationship
        """, new { relationship });
}
