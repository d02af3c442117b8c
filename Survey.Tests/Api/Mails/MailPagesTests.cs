using System.Net;
using Survey.Scheduler.Mail;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Mails;

public sealed class MailPagesTests
{
    private const string Secret = "what nobody should read";

    private ApiServer _server = null!;
    private string _above = "";
    private string _folder = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _above = Directory.CreateTempSubdirectory("survey-mails").FullName;
        _folder = Path.Combine(_above, "mail");
        for (var number = 0; number < 120; number++)
        {
            await WriteAsync(number, "<p>Hello</p>");
        }
        await File.WriteAllTextAsync(Path.Combine(_above, "secret.eml"), $"Subject: {Secret}\n\n{Secret}");
        File.CreateSymbolicLink(Path.Combine(_folder, "99999999-link.eml"), Path.Combine(_above, "secret.eml"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "up"), _above);
        _server = await ApiServer.StartAsync(("environment", "Development"), ("Mail:Directory", _folder));
        await WriteAsync(120, $"<html><head><title>x</title></head><body><a href=\"{_server.Address}r/abc\">Answer</a></body></html>");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_above, recursive: true);
    }

    [TestCase("Production")]
    [TestCase("Staging")]
    public async Task Outside_development_there_is_no_such_address(string environment)
    {
        await using var server = ApiServer.Start(_server.Test, ("environment", environment), ("Mail:Directory", _folder));

        foreach (var address in new[] { "/mail", $"/mail/{Newest}", $"/mail/{Newest}/html" })
        {
            Assert.That((await _server.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.OK), address);
            Assert.That((await server.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), address);
        }
    }

    [Test]
    public async Task The_newest_come_first_and_every_page_leads_on()
    {
        var first = await _server.Client.GetStringAsync("/mail");
        var last = await _server.Client.GetStringAsync("/mail?search=&page=3");

        Assert.That(
            first,
            Does.Contain("121 e-mails").And.Contain("Mail number 120").And.Not.Contain("Mail number 70<").And.Contain("page=2")
        );
        Assert.That(
            first.IndexOf("Mail number 120", StringComparison.Ordinal),
            Is.LessThan(first.IndexOf("Mail number 119", StringComparison.Ordinal))
        );
        Assert.That(last, Does.Contain("Mail number 0<").And.Contain("page=2").And.Not.Contain("page=4"));
    }

    [TestCase("person42@", "Mail number 42<")]
    [TestCase("NUMBER 107", "Mail number 107<")]
    public async Task A_mail_is_found_by_recipient_and_by_subject(string search, string found) =>
        Assert.That(
            await _server.Client.GetStringAsync("/mail?search=" + Uri.EscapeDataString(search)),
            Does.Contain(found).And.Contain("1 e-mail<")
        );

    [TestCase("/mail/..%2Fsecret.eml")]
    [TestCase("/mail/%2E%2E%2Fsecret.eml")]
    [TestCase("/mail/..%2Fsecret.eml/html")]
    [TestCase("/mail/up%2Fsecret.eml")]
    [TestCase("/mail/%2Fetc%2Fpasswd")]
    [TestCase("/mail/..%5Csecret.eml")]
    [TestCase("/mail/99999999-link.eml")]
    [TestCase("/mail/secret.eml%00")]
    public async Task No_name_leads_out_of_the_folder(string address)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri(_server.Address + address[1..], new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })
        );

        var answer = await _server.Client.SendAsync(request);

        Assert.That((int)answer.StatusCode, Is.AnyOf(400, 404));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain(Secret).And.Not.Contain("root:"));
    }

    [Test]
    public async Task The_mail_itself_runs_no_script_and_opens_its_links_in_a_window_of_their_own()
    {
        var answer = await _server.Client.GetAsync($"/mail/{Newest}/html");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        Assert.That(
            policy,
            Does.StartWith("default-src 'none';")
                .And.Contain("sandbox allow-popups allow-popups-to-escape-sandbox")
                .And.Not.Contain("allow-scripts")
        );
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("<base target=\"_blank\">"));

        var page = await Browser.NewPageAsync(width: 360);
        await page.GotoAsync($"{_server.Address}mail/{Newest}");
        var frame = (await page.Locator("iframe").BoundingBoxAsync())!;
        // The driver cannot look into a page without script: the link is the first thing in it.
        var opened = await page.RunAndWaitForPopupAsync(() => page.Mouse.ClickAsync(frame.X + 20, frame.Y + 18));
        Assert.That(opened.Url, Does.EndWith("/r/abc"));
        await page.Context.DisposeAsync();
    }

    [Test]
    public async Task Its_text_and_headers_are_pages_of_their_own()
    {
        Assert.That(await _server.Client.GetStringAsync($"/mail/{Newest}?part=text"), Does.Contain("..two dots"));
        Assert.That(
            await _server.Client.GetStringAsync($"/mail/{Newest}?part=headers"),
            Does.Contain("Auto-Submitted").And.Contain("multipart/alternative")
        );
    }

    [TestCase("en", false)]
    [TestCase("fr", true)]
    public async Task The_pages_are_accessible_and_fit_a_phone(string language, bool phone)
    {
        var page = await Browser.NewPageAsync(width: phone ? 360 : 1440);
        foreach (var address in new[] { "mail", $"mail/{Newest}", $"mail/{Newest}?part=text", $"mail/{Newest}?part=headers" })
        {
            await page.GotoAsync($"{_server.Address}{address}{(address.Contains('?') ? '&' : '?')}language={language}");
            Assert.That(
                await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"),
                Is.LessThanOrEqualTo(0),
                address
            );
            await page.EvaluateAsync("document.querySelector('iframe')?.remove()");
            Assert.That(await page.AxeAsync(), Is.Empty, address);
        }
        await page.Context.DisposeAsync();
    }

    private Task<Delivery> WriteAsync(int number, string html) =>
        new FolderTransport(_folder).SendAsync(
            Scheduler.Mail.Mails.To($"person{number}@example.org", $"Person {number}") with
            {
                QueuedAt = new DateTimeOffset(2026, 3, 2, 7, number / 60, number % 60, TimeSpan.Zero),
                Subject = $"Mail number {number}",
                Html = html,
            },
            default
        );

    private string Newest => new DirectoryInfo(_folder).EnumerateFiles("2026*.eml").Max(file => file.Name)!;
}
