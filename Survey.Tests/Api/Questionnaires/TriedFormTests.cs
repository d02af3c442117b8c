using System.Net;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Questionnaires;

public sealed class TriedFormTests : InServicePages
{
    [Test]
    public async Task The_real_form_stands_in_a_frame_of_this_site_in_the_chosen_language()
    {
        var page = await PageAsync(Address("SERVICE") + "/try?in=fi");
        var frame = page.QuerySelector("iframe")!.GetAttribute("src")!;
        var answer = await HrForm.Client.GetAsync(frame);
        var form = await Html.ParseAsync(await answer.Content.ReadAsStringAsync());

        Assert.Multiple(() =>
        {
            Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.EndWith("frame-ancestors 'self'"));
            Assert.That(
                answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(one => one.Contains("language")),
                Is.False
            );
            Assert.That(form.DocumentElement.GetAttribute("lang"), Is.EqualTo("fi"));
            Assert.That(form.QuerySelectorAll("[name='SERVICE.intake']"), Is.Not.Empty);
            Assert.That(form.QuerySelectorAll(".respond-languages a").Select(link => link.GetAttribute("href")), Does.Contain("?in=et"));
        });
    }

    [Test]
    public async Task What_is_sent_is_thanked_for_and_stored_nowhere()
    {
        var tables = await RowsAsync();

        var answer = await SendAsync(
            Address("SERVICE") + "/try/form?in=en",
            ("SERVICE.intake", "2"),
            ("SERVICE.waiting", "4"),
            ("SERVICE.quality", "5"),
            ("SERVICE.overall", "4"),
            ("SERVICE:thanks", "Thank you"),
            ("receipt", Guid.NewGuid().ToString())
        );

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Your answers have arrived"));
        Assert.That(await RowsAsync(), Is.EqualTo(tables));
    }

    [Test]
    public async Task What_the_real_form_refuses_is_refused_here_too()
    {
        var answer = await SendAsync(Address("SERVICE") + "/try/form?in=en", ("SERVICE.intake", "9"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That((await Html.ParseAsync(await answer.Content.ReadAsStringAsync())).QuerySelector("#problems"), Is.Not.Null);
    }

    /// <summary>Rows of every table.</summary>
    private async Task<string> RowsAsync() =>
        await Organisation.OneAsync<string>(
            """
            select string_agg(
                relname || ' '
                    || (xpath('/row/count/text()', query_to_xml('select count(*) from ' || oid::regclass, false, true, '')))[1],
                ', '
                order by relname
            )
            from pg_class
            where relkind = 'r' and relnamespace = 'public'::regnamespace
            """
        );
}
