namespace Survey.Tests.Api.Respond;

/// <summary>The same page may be sent twice: by a finger, by a browser, after a crash.</summary>
public sealed class ReceiptTests : OnRespondSite
{
    [Test]
    public async Task The_same_page_sent_again_reads_as_a_success_and_another_one_as_already_answered()
    {
        var token = RespondSite.Token(Site.Next());
        var receipt = await ReceiptAsync(token);
        var other = await ReceiptAsync(token);
        (await Site.PostAsync(token, ("IT-ALL.overall", "4"), ("receipt", receipt))).Dispose();

        using var again = await Site.PostAsync(token, ("IT-ALL.overall", "4"), ("receipt", receipt));
        using var second = await Site.PostAsync(token, ("IT-ALL.overall", "4"), ("receipt", other));
        using var without = await Site.PostAsync(token, ("IT-ALL.overall", "4"));

        Assert.Multiple(async () =>
        {
            Assert.That(other, Is.Not.EqualTo(receipt));
            Assert.That(await again.Content.ReadAsStringAsync(), Does.Contain("Thank you!").And.Contain("closes on Monday, 9 March, "));
            Assert.That(await second.Content.ReadAsStringAsync(), Does.Contain("already answered"));
            Assert.That(await without.Content.ReadAsStringAsync(), Does.Contain("already answered"));
            Assert.That(await Site.Organisation.OneAsync<int>("select count(*)::int from response"), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_note_that_a_crash_cut_off_from_its_answers_comes_with_the_same_page_sent_again_and_only_once()
    {
        var token = RespondSite.Token(Site.Next());
        (string, string)[] page = [("IT-ALL.overall", "4"), ("IT-ALL:thanks", "Ann!"), ("receipt", await ReceiptAsync(token))];
        (await Site.PostAsync(token, page)).Dispose();
        await Site.Organisation.RunAsync("delete from note; update answered set owed = true");

        using var again = await Site.PostAsync(token, page);
        using var oncemore = await Site.PostAsync(token, page);

        Assert.Multiple(async () =>
        {
            Assert.That(await again.Content.ReadAsStringAsync(), Does.Contain("Thank you!"));
            Assert.That(await oncemore.Content.ReadAsStringAsync(), Does.Contain("Thank you!"));
            Assert.That(await Site.CountsAsync(), Is.EqualTo("1 1 0 1 0 0"), "answered, response, comment, note, pause, opt-out");
        });
    }

    [Test]
    public async Task A_form_that_is_refused_keeps_its_receipt()
    {
        var token = RespondSite.Token(Site.Next());
        var receipt = await ReceiptAsync(token);

        using var refused = await Site.PostAsync(token, ("IT-ALL.waiting", "3"), ("receipt", receipt));
        using var nonsense = await Site.PostAsync(token, ("IT-ALL.overall", "3"), ("receipt", "nonsense"));

        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain($"value=\"{receipt}\""));
        Assert.That(await nonsense.Content.ReadAsStringAsync(), Does.Contain("Thank you!"));
    }

    private async Task<string> ReceiptAsync(string token) =>
        new AngleSharp.Html.Parser.HtmlParser()
            .ParseDocument(await Site.Client.GetStringAsync($"/r/{token}"))
            .QuerySelector("input[name=receipt]")!
            .GetAttribute("value")!;
}
