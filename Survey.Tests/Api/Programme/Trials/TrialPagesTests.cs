using System.Diagnostics;
using System.Net;
using AngleSharp.Dom;
using Survey.Db.Languages;
using Survey.Tests.Reports;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Programme.Trials;

public sealed class TrialPagesTests
{
    private const string Trial = "/programme/trial";
    private const string Service = Trial + "/IT-ALL?pulse=MONTHLY";
    private const string File = Trial + "/IT-ALL/en.pdf";

    private ApiServer _server = null!;
    private Organisation _organisation = null!;
    private HttpClient _hr = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.OpenWave);
        _organisation = new Organisation(_server.Test.Database);
        _hr = await _server.ClientOfAsync("hr1@example.org", "hr");
    }

    [TearDown]
    public async Task StopAsync()
    {
        _hr.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task It_leaves_nothing_behind_and_does_not_touch_the_open_wave()
    {
        await PageAsync(Trial);
        var before = await EverythingAsync();

        await PageAsync(Trial + "?view=matrix");
        await PageAsync(Service);
        await _hr.GetByteArrayAsync(File);

        Assert.That(await EverythingAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task It_neither_reads_answers_and_invitations_nor_waits_for_those_who_open_a_wave()
    {
        await using var other = await _server.Test.Database.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using var locks = other.CreateCommand();
        locks.CommandText = """
            select pg_advisory_xact_lock(5372019447112002);
            lock table response, comment, note, answered, declined, message, invitation, invitation_relationship, reporting_group
            in access exclusive mode
            """;
        await locks.ExecuteNonQueryAsync();

        Assert.That((await _hr.GetAsync(Trial)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await _hr.GetAsync(Service)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Every_page_says_in_each_language_that_the_answers_are_made_up()
    {
        foreach (var language in Language.Codes)
        {
            foreach (var address in new[] { Trial + "?", Trial + "/IT-ALL?" })
            {
                var page = await PageAsync($"{address}language={language}");
                Assert.That(page.QuerySelector("main .made-up strong")!.TextContent, Is.EqualTo(Mark(language)), address);
            }
        }
    }

    [TestCase("en")]
    [TestCase("fr")]
    public async Task Every_page_of_the_pdf_says_so(string language)
    {
        var answer = await _hr.GetAsync(File.Replace("en.pdf", $"{language}.pdf", StringComparison.Ordinal));
        var pages = (await Printed.TextAsync(await answer.Content.ReadAsByteArrayAsync())).TrimEnd('\f').Split('\f');

        Assert.Multiple(() =>
        {
            Assert.That(answer.Headers.CacheControl!.NoStore);
            Assert.That(pages, Has.Length.GreaterThan(2));
            Assert.That(pages, Has.All.Contain(Mark(language)).IgnoreCase);
            Assert.That(pages[0], Does.Not.Contain(Language.Of(language)["report.cover.anonymous"][..40]));
        });
    }

    [Test]
    public async Task It_shows_the_real_matrix_and_links_only_to_made_up_pages()
    {
        var matrix = await PageAsync(Trial + "?view=matrix");
        var list = await PageAsync(Trial);
        var service = await PageAsync(Service);

        Assert.Multiple(() =>
        {
            Assert.That(matrix.QuerySelector(".pair-matrix td b"), Is.Not.Null);
            Assert.That(list.QuerySelectorAll(".pair-list .row a"), Has.Exactly(3).Items);
            Assert.That(service.QuerySelector("#steps .journey-step"), Is.Not.Null);
            foreach (var page in new[] { matrix, list, service })
            {
                Assert.That(
                    page.QuerySelectorAll("main a[href]").Select(link => link.GetAttribute("href")!),
                    Has.None.StartsWith("/relationships").And.None.StartsWith("/charts").And.None.StartsWith("/units")
                );
            }
        });
    }

    [Test]
    public async Task Groups_that_would_be_hidden_are_hidden_and_named()
    {
        await _organisation.UnitAsync("TINY", "ROOT", people: 2);
        await _organisation.RelationshipAsync("TINY-ALL", "TINY", "ROOT", "department_to_employee");
        await _organisation.RelationshipAsync("SALES-HR", "SALES", "HR");

        var page = await PageAsync(Trial);
        var unseen = page.QuerySelectorAll(".unfolding").ToDictionary(one => one.QuerySelector("summary")!.FirstChild!.TextContent.Trim());
        var english = Language.Of("en");

        Assert.Multiple(() =>
        {
            Assert.That(Services(unseen[english["waves.notAsked.small_provider"]]), Has.Exactly(1).Contains("TINY → everybody"));
            Assert.That(Services(unseen[english["waves.notAsked.few_customers"]]), Has.Exactly(1).Contains("SALES → HR"));
            Assert.That(
                Services(unseen[english["trial.unseen.parts"]]),
                Has.Exactly(1).Contains("IT → everybody").And.Contains("HR · TINY")
            );
        });
        Assert.That((await PageAsync(Service)).QuerySelector("#units")!.TextContent, Does.Not.Contain("TINY"));
        Assert.That((await _hr.GetAsync(Trial + "/TINY-ALL")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Two_people_look_at_the_same_time_and_see_the_same()
    {
        using var other = await _server.ClientOfAsync("hr2@example.org", "hr");

        var pages = await Task.WhenAll(
            Enumerable.Range(0, 4).SelectMany(_ => new[] { _hr.GetStringAsync(Service), other.GetStringAsync(Service) })
        );

        var reports = await Task.WhenAll(
            pages.Select(async page => (await Html.ParseAsync(page)).QuerySelector(".report-layout")!.InnerHtml)
        );

        Assert.That(reports.Distinct(), Has.Exactly(1).Items);
    }

    [Test]
    public async Task Without_a_pulse_all_services_are_tried_with_the_usual_minimum()
    {
        await using var server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        await new Organisation(server.Test.Database).RunAsync("delete from pulse");

        var page = await server.PageAsync("hr1@example.org", Trial, "hr");

        Assert.That(page.QuerySelectorAll(".pair-list .row a"), Has.Exactly(3).Items);
        Assert.That((await _hr.GetAsync(Trial + "?pulse=OTHER")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task An_empty_organisation_is_told_what_to_do_first()
    {
        await using var server = await ApiServer.StartAsync();

        var page = await server.PageAsync("anna@example.org", Trial, "hr");

        Assert.That(page.QuerySelector("main .button")!.GetAttribute("href"), Is.EqualTo("/programme/set-up"));
        Assert.That(page.QuerySelector("main .lead")!.TextContent, Does.Contain("Add units, people and services first"));
    }

    [Test]
    public async Task The_set_up_and_the_pulse_lead_to_it()
    {
        var setUp = await PageAsync("/programme/set-up");
        var pulse = await PageAsync("/programme/pulses/MONTHLY");

        Assert.That(setUp.QuerySelectorAll("main p > a").Select(link => link.GetAttribute("href")), Does.Contain(Trial));
        Assert.That(pulse.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")), Does.Contain(Trial + "?pulse=MONTHLY"));
    }

    [Test]
    public async Task An_organisation_of_two_hundred_units_is_tried_within_ten_seconds()
    {
        await _organisation.RunAsync(
            """
            insert into unit (code, names, kind, parent_id)
            select 'U' || n, jsonb_build_object('en', 'Unit ' || n), 'department', (select id from unit where code = 'ROOT')
            from generate_series(1, 200) as n;
            insert into person (email, name, unit_id, language, time_zone, employment)
            select lower(unit.code) || '-' || n || '@example.org', 'Person ' || n, unit.id, 'en', 'Europe/Tallinn', 'permanent'
            from unit, generate_series(1, 20) as n where unit.code like 'U%';
            insert into relationship (code, provider_unit_id, customer_unit_id, kind, journey_id)
            select provider.code || '-' || customer.code, provider.id, customer.id, 'team_to_team', journey.id
            from unit provider, unit customer, journey
            where provider.code like 'U%' and customer.code like 'U%' and (customer.id - provider.id + 200) % 200 in (1, 2, 3);
            insert into relationship (code, provider_unit_id, customer_unit_id, kind, journey_id)
            select provider.code || '-ALL', provider.id, root.id, 'department_to_employee', journey.id
            from unit provider, unit root, journey where provider.code ~ '^U.$' and root.code = 'ROOT'
            """
        );
        var watch = Stopwatch.StartNew();

        var page = await PageAsync(Trial + "?view=matrix");

        await TestContext.Out.WriteLineAsync($"{watch.Elapsed.TotalSeconds:0.0} s");
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
        Assert.That(page.QuerySelectorAll(".pair-matrix tbody tr"), Has.Count.GreaterThan(50));
    }

    private static string Mark(string language) => Language.Of(language)["trial.mark"];

    private static IEnumerable<string> Services(IElement reason) => reason.QuerySelectorAll("li").Select(one => one.TextContent);

    private async Task<IDocument> PageAsync(string address) => await Html.ParseAsync(await _hr.GetStringAsync(address));

    /// <summary>Rows of every table and partition, and how far each sequence has counted.</summary>
    private Task<string> EverythingAsync() =>
        _organisation.OneAsync<string>(
            """
            select string_agg(told, ', ' order by told) from (
                select relname || ' '
                    || (xpath('/row/count/text()', query_to_xml('select count(*) from ' || oid::regclass, false, true, '')))[1] as told
                from pg_class
                where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
                union all
                select sequencename || ' ' || coalesce(last_value, 0) from pg_sequences
            ) as everything
            """
        );
}
