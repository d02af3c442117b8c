using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Survey.Db.Questionnaires;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

/// <summary>What a telephone receives: the form with its stylesheet and its script, in bytes over the wire.</summary>
public sealed class PageSizeTests
{
    private const int Most = 60_000;
    private const int UsualMost = 3;

    private ApiServer _api = null!;
    private OpenWave _wave = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _api = await ApiServer.StartAsync();
        var organisation = new Organisation(_api.Test.Database);
        await organisation.UnitAsync("ROOT");
        await organisation.UnitAsync("STAFF", "ROOT", people: 20);
        await organisation.JourneyAsync(
            QuestionnaireJson.Read(
                await File.ReadAllTextAsync(Path.Combine(Repository.Root, "db", "Questionnaires", "Templates", "it_support.json"))
            )
        );
        for (var service = 1; service <= 6; service++)
        {
            await organisation.UnitAsync($"UNIT-{service}", "ROOT", people: 3);
            await organisation.RelationshipAsync($"UNIT-{service}-STAFF", $"UNIT-{service}", "STAFF", journey: "it_support");
        }
        await organisation.PulseAsync("P", maxRelationships: 6);
        _wave = await OpenWave.OpenAsync(organisation, "P");
        await organisation.RunAsync(
            """
            delete from invitation_relationship using (select id, row_number() over (order by id) % 6 as most from invitation) as invited
            where invitation_id = invited.id and position > invited.most + (select min(position) from invitation_relationship)
            """
        );
        _wave = await OpenWave.LoadAsync(organisation, _wave.Id);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [Test]
    public async Task Form_stylesheet_and_script_are_under_60_KB_in_every_language(
        [Values(1, 3, 5, 6)] int services,
        [Values("en", "fi", "et", "pl", "fr")] string language
    )
    {
        var invitation = _wave.Invitations.First(invitation => invitation.Ratings.Count == services);
        var (sent, html) = await GetAsync($"/r/{RespondSite.Token(invitation)}?language={language}");
        var files = Regex.Matches(html, "(?:href|src)=\"(/[^\"?]+\\.(?:css|js))\"").Select(match => match.Groups[1].Value).ToList();
        var (allSent, all) = (sent, Encoding.UTF8.GetByteCount(html));
        foreach (var file in files)
        {
            var (fileSent, text) = await GetAsync(file);
            (allSent, all) = (allSent + fileSent, all + Encoding.UTF8.GetByteCount(text));
        }

        TestContext.Out.WriteLine(
            $"{services} services in {language}: {sent} bytes of HTML, {allSent} with everything; unpacked "
                + $"{Encoding.UTF8.GetByteCount(html)}, {all}"
        );
        Assert.That(Regex.Count(html, "<section "), Is.EqualTo(services));
        Assert.That(files, Has.Count.EqualTo(2));
        Assert.That(allSent, Is.LessThan(Most));
        Assert.That(
            services > UsualMost || all < Most,
            "nor more for who takes nothing packed, of as many services as one is asked about unless HR says otherwise"
        );
    }

    [Test]
    public async Task A_compressed_form_unpacks_to_the_same_bytes_and_who_does_not_take_it_gets_it_plain()
    {
        var path = $"/r/{RespondSite.Token(_wave.Invitations[0])}?language=pl";

        var (_, packed) = await GetAsync(path);
        var plain = await _api.Client.GetStringAsync(path);
        using var refusing = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Encoding", "br, gzip;q=0" } } };
        using var refused = await _api.Client.SendAsync(refusing);

        Assert.That(WithoutReceipt(packed), Is.EqualTo(WithoutReceipt(plain)));
        Assert.That(refused.Content.Headers.ContentEncoding, Is.Empty);

        static string WithoutReceipt(string html) => Regex.Replace(html, "name=\"receipt\" value=\"[0-9a-f-]{36}\"", "");
    }

    [Test]
    public async Task A_refused_form_is_small_too_and_keeps_every_line_that_was_entered()
    {
        const string Words = "  One\n\n    two <b>\n&#xA; three\u00a0 ";
        var invitation = _wave.Invitations.First(invitation => invitation.Ratings.Count == 6);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("UNIT-1-STAFF.comment", Words)]);
        using var post = new HttpRequestMessage(HttpMethod.Post, $"/r/{RespondSite.Token(invitation)}") { Content = form };

        var (sent, html) = await SendAsync(post);

        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);
        Assert.That(page.QuerySelector("[name='UNIT-1-STAFF.comment']")!.TextContent, Is.EqualTo(Words));
        Assert.That(sent, Is.LessThan(Most / 2));
    }

    private Task<(int Sent, string Text)> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    private async Task<(int Sent, string Text)> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Add("Accept-Encoding", "gzip, deflate, br, zstd");
        using var answer = await _api.Client.SendAsync(request);
        var sent = await answer.Content.ReadAsByteArrayAsync();
        Assert.That(answer.Content.Headers.ContentEncoding, Is.EqualTo(new[] { "gzip" }));
        using var unpacked = new GZipStream(new MemoryStream(sent), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        return (sent.Length, await reader.ReadToEndAsync());
    }
}
