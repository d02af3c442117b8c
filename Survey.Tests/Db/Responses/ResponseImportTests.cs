using System.Security.Cryptography;
using System.Text;
using Survey.Db;
using Survey.Db.Csv;
using Survey.Db.History;
using Survey.Db.Settings;
using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Responses;

public sealed class ResponseImportTests : InSmallOrganisation
{
    private const string Header = "wave,closed_on,relationship,overall,employment,customers,comment,quality,waiting\n";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [SetUp]
    public async Task CreateAsync()
    {
        await Organisation.JourneyAsync("CARE", "warmth");
        await Organisation.RelationshipAsync("HR-SHOP", "HR", "SHOP", journey: "CARE");
    }

    [Test]
    public async Task Each_wave_value_becomes_one_sealed_wave_with_its_units_relationships_and_plan()
    {
        var counts = await ImportAsync(Header + Rows("2024", 6) + Rows("2025", 7, "2025-06-30"));

        Assert.That(counts, Is.EqualTo(new ImportCounts(13, 0, 0)));
        Assert.That(
            await Organisation.ListAsync<string>(
                """
                select concat_ws(' ', code, state, period, pulse_id, (closed_at at time zone 'UTC')::date, minimum_group, minimum_comments,
                    (select count(*) from response where wave_id = wave.id), (select count(*) from wave_unit where wave_id = wave.id),
                    (select string_agg(code || ':' || customers, ',') from wave_relationship where wave_id = wave.id),
                    (select string_agg(f.shown || ' ' || f.n, ',') from published_figure f join publication_cell c on c.id = f.cell_id
                     where c.wave_id = wave.id and c.kind = 'relationship' and f.item = 'overall'))
                from wave order by code
                """
            ),
            Is.EqualTo(
                new[]
                {
                    "2024 sealed 2024-06-30 2024-06-30 5 10 6 5 IT-ALL:40 yes 5",
                    "2025 sealed 2025-06-30 2025-06-30 5 10 7 5 IT-ALL:40 yes 5",
                }
            )
        );
    }

    [Test]
    public async Task Answers_stand_in_the_order_of_the_questionnaire_and_comments_apart()
    {
        await ImportAsync(Header + "w,2024-06-30,IT-ALL,4,,,\"slow,\nbut kind\",5,2\nw,2024-06-30,IT-ALL,,,,,,3\n");

        Assert.Multiple(async () =>
        {
            Assert.That(
                await Organisation.ListAsync<string>("select answers::text from response order by 1"),
                Is.EqualTo(new[] { "{NULL,2,5,4,NULL}", "{NULL,3,NULL,NULL,NULL}" })
            );
            Assert.That(
                await Organisation.ListAsync<string>("select concat_ws('/', question, language, text) from comment"),
                Is.EqualTo(new[] { "comment/und/slow,\nbut kind" })
            );
        });
    }

    [Test]
    public async Task Comments_are_turned_into_text_and_what_is_none_makes_nobody_a_writer()
    {
        const string Text =
            "wave,closed_on,relationship,overall,comment\nw,2024-06-30,IT-ALL,4,Fast &amp; friendly\n"
            + "w,2024-06-30,IT-ALL,4,&nbsp;\nw,2024-06-30,IT-ALL,4,plain\n"
            + "w,2024-06-30,SALES-SALES,4,-\nw,2024-06-30,IT-ALL,4,P\u00C3\u00B5ld\n";
        var first = await ImportAsync(Text);

        Assert.That(
            first.Warnings.Select(warning => warning.ToString()),
            Is.EqualTo(
                new[]
                {
                    "line 2: comment: tags and escapes were turned into text: 'Fast & friendly'",
                    "line 3: comment: '&nbsp;' is not a comment and was left out",
                    "line 5: comment: '-' is not a comment and was left out",
                    "line 6: comment: 'P\u00C3\u00B5ld' seems to be UTF-8 that was decoded with a wrong encoding: check its letters",
                }
            )
        );
        Assert.That(
            await Organisation.ListAsync<string>("select text from comment"),
            Is.EquivalentTo(new[] { "Fast & friendly", "plain", "P\u00C3\u00B5ld" })
        );
        Assert.That((await ImportAsync(Text)).Unchanged, Is.EqualTo(5));
    }

    [Test]
    public async Task A_file_that_was_imported_before_comments_were_turned_into_text_is_still_the_same()
    {
        const string Text = "wave,closed_on,relationship,overall,comment\nw,2024-06-30,IT-ALL,4,Fast &amp; friendly\n";
        await ImportAsync(Text);

        Assert.That(
            await Organisation.OneAsync<string>("select import_digest from wave"),
            Is.EqualTo(
                "1-"
                    + Convert.ToHexStringLower(
                        SHA256.HashData(Encoding.UTF8.GetBytes("2024-06-30\u001fIT-ALL\u001f4\u001f\u001f\u001fFast &amp; friendly"))
                    )
            )
        );
    }

    [Test]
    public async Task The_same_rows_in_another_order_change_nothing_and_other_rows_are_refused()
    {
        await ImportAsync(Header + Rows("w", 6) + "w,2024-06-30,HR-SALES,5,,,,,\n");

        var again = await ImportAsync(
            "overall,relationship,wave,closed_on,employment,customers\n5,hr-sales,w,2024-06-30,,\n"
                + string.Concat(Enumerable.Range(0, 6).Reverse().Select(number => $"{1 + (number % 5)},IT-ALL,W,2024-06-30,,40\n"))
        );
        var more = await ImportAsync(Header + Rows("w", 6) + "w,2024-06-30,HR-SALES,5,,,,,\n" + Rows("x", 5));
        var other = await ReasonsAsync(Header + Rows("w", 6) + "w,2024-06-30,HR-SALES,4,,,,,\n" + Rows("y", 5));

        Assert.Multiple(() =>
        {
            Assert.That(again, Is.EqualTo(new ImportCounts(0, 0, 7)));
            Assert.That(more, Is.EqualTo(new ImportCounts(5, 0, 7)));
            Assert.That(other, Is.EqualTo(new[] { "line 2: wave: 'w' is sealed with other content; a sealed wave does not change" }));
        });
        Assert.That(await Organisation.OneAsync<long>("select count(*) from wave"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_row_more_or_a_row_twice_is_other_content()
    {
        await ImportAsync(Header + Rows("w", 6));

        Assert.That(await ReasonsAsync(Header + Rows("w", 6) + "w,2024-06-30,IT-ALL,1,,40,,,\n"), Is.Not.Empty);
    }

    [Test]
    public async Task Kinds_of_employment_with_fewer_than_k_rows_are_kept_as_any()
    {
        await ImportAsync(
            Header + Rows("w", 8, employment: "permanent") + Rows("w", 3, employment: "contractor") + Rows("w", 2, employment: "temporary")
        );

        Assert.That(
            await Organisation.ListAsync<string>(
                "select concat_ws(' ', coalesce(employment, 'any'), invited, answered, (select count(*) from response r "
                    + "where r.reporting_group_id = g.id)) from reporting_group g order by 1"
            ),
            Is.EqualTo(new[] { "any 5 5", "permanent 8 8" })
        );
    }

    [Test]
    public async Task Fewer_rows_than_k_are_kept_and_shown_nowhere()
    {
        await ImportAsync(Header + Rows("w", 6) + "w,2024-06-30,HR-SALES,1,permanent,,,,\nw,2024-06-30,HR-SALES,1,temporary,,,,\n");

        Assert.Multiple(async () =>
        {
            Assert.That(
                await Organisation.ListAsync<string>(
                    """
                    select coalesce(employment, 'any') from reporting_group join relationship on relationship.id = relationship_id
                        where code = 'HR-SALES'
                    """
                ),
                Is.EqualTo(new[] { "any" })
            );
            Assert.That(await Organisation.OneAsync<long>("select count(*) from response"), Is.EqualTo(8));
            Assert.That(
                await Organisation.ListAsync<string>(
                    """
                    select distinct f.shown from published_figure f
                    join publication_cell c on c.id = f.cell_id join relationship r on r.id = c.relationship_id
                    where r.code = 'HR-SALES'
                    """
                ),
                Is.EqualTo(new[] { "hidden" })
            );
        });
    }

    [Test]
    public async Task A_team_that_rates_itself_needs_seven()
    {
        await ImportAsync(Header + string.Concat(Enumerable.Repeat("w,2024-06-30,SALES-SALES,4,,,,,\n", 6)));

        Assert.That(
            await Organisation.OneAsync<string>("select concat(minimum_group, ' ', minimum_comments is null) from wave_relationship"),
            Is.EqualTo("7 t")
        );
    }

    [Test]
    public async Task Rows_get_random_ids_and_lie_in_another_order_than_in_the_file()
    {
        await ImportAsync(
            "wave,closed_on,relationship,overall,waiting\n"
                + string.Concat(Enumerable.Range(0, 200).Select(number => $"w,2024-06-30,IT-ALL,{(number < 100 ? 1 : 5)},\n"))
        );

        var stored = await Organisation.ListAsync<int>("select answers[4] from response order by ctid");
        var versions = await Organisation.ListAsync<string>("select distinct substr(id::text, 15, 1) from response");

        Assert.Multiple(() =>
        {
            Assert.That(stored.Take(100).Count(rating => rating == 5), Is.InRange(20, 80));
            Assert.That(versions, Is.EqualTo(new[] { "4" }));
        });
    }

    [TestCase("w,2024-06-30,NONE,4,,,,,", "line 2: relationship: there is no service 'NONE'")]
    [TestCase("w,2024-06-30,,4,,,,,", "line 2: relationship: is empty")]
    [TestCase(
        "w w,2024-06-30,IT-ALL,4,,,,,",
        "line 2: wave: 'w w' is not a code: letters a-z, digits, _ and -, beginning with a letter or digit"
    )]
    [TestCase("w,30.6.2024,IT-ALL,4,,,,,", "line 2: closed_on: '30.6.2024' is not a date like 2026-03-31")]
    [TestCase("w,2030-06-30,IT-ALL,4,,,,,", "line 2: closed_on: 2030-06-30 is in the future")]
    [TestCase(
        "w,2024-06-30,IT-ALL,4,,,,,\nw,2024-06-29,IT-ALL,4,,,,,",
        "line 3: closed_on: 2024-06-29 differs from 2024-06-30 on line 2 for the same wave"
    )]
    [TestCase("w,2024-06-30,IT-ALL,6,,,,,", "line 2: overall: '6' is not a rating from 1 to 5")]
    [TestCase("w,2024-06-30,IT-ALL,4.0,,,,,", "line 2: overall: '4.0' is not a rating from 1 to 5")]
    [TestCase("w,2024-06-30,IT-ALL,4,,,,0,", "line 2: quality: '0' is not a rating from 1 to 5")]
    [TestCase("w,2024-06-30,HR-SHOP,4,,,,,3", "line 2: waiting: is not a step of the kind of service 'CARE' of HR-SHOP")]
    [TestCase("w,2024-06-30,IT-ALL,4,boss,,,,", "line 2: employment: 'boss' is not one of permanent, temporary, contractor, partner")]
    [TestCase("w,2024-06-30,IT-ALL,4,,many,,,", "line 2: customers: 'many' is not a whole number from 1 on")]
    [TestCase(
        "w,2024-06-30,IT-ALL,4,,9,,,\nw,2024-06-30,IT-ALL,4,,8,,,",
        "line 3: customers: '8' differs from '9' on line 2 for the same wave and service"
    )]
    [TestCase(
        "w,2024-06-30,IT-ALL,4,,1,,,\nw,2024-06-30,IT-ALL,4,,1,,,",
        "line 2: customers: 1, but there are 2 rows of this wave and service"
    )]
    [TestCase(
        "w,2024-06-30,SALES-SALES,4,,,we all know who,,",
        "line 2: comment: a team that rates itself has no comments: everybody would recognise the writer; leave it empty"
    )]
    public async Task A_bad_row_is_refused_and_nothing_is_imported(string rows, string reason)
    {
        Assert.That(await ReasonsAsync(Header + rows + "\n"), Is.EqualTo(new[] { reason }));
        Assert.That(await Organisation.OneAsync<long>("select count(*) from wave"), Is.Zero);
    }

    [Test]
    public async Task A_column_that_is_no_breakdown_point_is_refused() =>
        Assert.That(
            await ReasonsAsync("wave,closed_on,relationship,overall,colour\nw,2024-06-30,IT-ALL,4,\n"),
            Is.EqualTo(new[] { "line 1: colour: unknown column: it is no step of any service" })
        );

    [Test]
    public async Task The_code_of_a_pulses_wave_is_refused()
    {
        await Organisation.RunAsync(
            """
            insert into wave (code, pulse_id, period, state, seed, opens_at, closes_at, minimum_group, minimum_comments)
            select 'MONTHLY-2026-01-05', id, '2026-01-05', 'planned', 1, '2026-01-05', '2026-01-12', 5, 10 from pulse
            """
        );

        Assert.That(
            await ReasonsAsync(Header + "monthly-2026-01-05,2026-01-12,IT-ALL,4,,,,,\n"),
            Is.EqualTo(new[] { "line 2: wave: 'monthly-2026-01-05' is a wave of a pulse" })
        );
    }

    [Test]
    public async Task Two_imports_of_the_same_file_at_once_make_one_wave()
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ImportAsync(Header + Rows("w", 20))));

        Assert.That(counts.Select(count => count.Added).Order(), Is.EqualTo(new[] { 0, 0, 20 }));
    }

    private static string Rows(string wave, int count, string day = "2024-06-30", string employment = "") =>
        string.Concat(Enumerable.Range(0, count).Select(number => $"{wave},{day},IT-ALL,{1 + (number % 5)},{employment},40,,,\n"));

    private Task<ImportCounts> ImportAsync(string text) =>
        Test.Database.InTransactionAsync(async connection =>
        {
            var imported = await ResponseImport.ImportAsync(connection, ImportFile.Of(text), new PrivacyOptions(), Now, default);
            foreach (var wave in imported.NewWaveIds)
            {
                await Publisher.PublishAsync(connection, TestFigureKey.Key, wave, default);
            }
            return imported.Counts;
        });

    private Task<IReadOnlyList<string>> ReasonsAsync(string text) => ImportFile.ReasonsAsync(() => ImportAsync(text));
}
