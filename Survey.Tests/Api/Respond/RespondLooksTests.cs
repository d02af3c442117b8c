using Microsoft.Playwright;
using Survey.Db.Languages;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

/// <summary>Every page and state that a respondent can see, on a small phone.</summary>
public sealed class RespondLooksTests
{
    private RespondSite _site = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _site = await RespondSite.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _site.DisposeAsync();

    [Test]
    public async Task Every_page_is_accessible_and_fits_a_small_phone_in_every_language(
        [Values("en", "fi", "et", "pl", "fr")] string language,
        [Values] bool dark
    )
    {
        Assert.That(Language.Codes, Does.Contain(language));
        var token = RespondSite.Token(_site.Next());
        var page = await Browser.NewPageAsync(width: 320, height: 640, scheme: dark ? ColorScheme.Dark : ColorScheme.Light);
        var problems = new List<string>();

        foreach (var path in new[] { "r/" + token, "u/" + token, "privacy", "r/garbage" })
        {
            await page.GotoAsync($"{_site.Api.Address}{path}?language={language}#IT-ALL.waiting=1");
            await LookAsync(path);
        }
        await page.GotoAsync($"{_site.Api.Address}r/{token}?language={language}#IT-ALL.waiting=1");
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        await page.ReadForASecondAsync();
        await page.Locator("button[type=submit]").ClickAsync();
        await page.WaitForSelectorAsync("#problems");
        await LookAsync("refused");

        await page.Context.DisposeAsync();
        Assert.That(problems, Is.Empty);

        async Task LookAsync(string what)
        {
            problems.AddRange((await page.AxeAsync()).Select(problem => $"{what}: {problem}"));
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
            {
                problems.Add($"{what}: wider than the screen");
            }
        }
    }

    [Test]
    public async Task Every_state_after_the_form_is_accessible_and_fits_a_small_phone(
        [Values("en", "fi", "et", "pl", "fr")] string language
    )
    {
        await using var site = await RespondSite.StartAsync();
        var (token, other) = (RespondSite.Token(site.Next()), RespondSite.Token(site.Next()));
        var page = await Browser.NewPageAsync(width: 320, height: 640);
        var seen = new List<string>();

        await using var way = new Detour(site.Api.Test.ConnectionString);
        await using var cut = ApiServer.Start(site.Api.Test, ("ConnectionStrings:Survey", way.ConnectionString));
        await page.GotoAsync($"{cut.Address}r/{other}?language={language}");
        await page.Locator("[name$='.overall'][value='3']").First.CheckAsync();
        await way.CutAsync();
        await page.EvaluateAsync("document.querySelector('form').submit()");
        await page.WaitForSelectorAsync(
            "form[action^='/r/'] input[type=hidden][name$='.overall'][value='3']",
            new() { State = WaitForSelectorState.Attached }
        );
        await LookAsync("away");
        await GoAsync("u/" + token);
        foreach (
            var choice in new[] { "once", "undo-once", "pause", "undo-pause", "service:IT-ALL", "undo-service:IT-ALL", "stop", "undo-stop" }
        )
        {
            await page.ReadForASecondAsync();
            await page.RunAndWaitForResponseAsync(
                () => page.Locator($"button[value='{choice}']").First.ClickAsync(),
                answer => answer.Request.Method == "POST"
            );
            await page.WaitForSelectorAsync(".lead[role=status]");
            await LookAsync(choice);
        }
        await GoAsync("r/" + token);
        await page.Locator("[name$='.overall'][value='4']").First.CheckAsync();
        await page.ReadForASecondAsync();
        await page.Locator("button[type=submit]").ClickAsync();
        await page.WaitForSelectorAsync("#unrated");
        await LookAsync("unrated");
        await page.SendAsItIsAsync();
        await page.WaitForSelectorAsync("[data-notice=stored]");
        await LookAsync("stored");
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("[data-notice=answered]");
        await LookAsync("answered");
        site.Api.Clock.Now = OpenWave.FirstMonday.AddDays(8);
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("[data-notice=closed]");
        await LookAsync("closed");

        await page.Context.DisposeAsync();
        Assert.That(seen, Is.Empty);

        Task GoAsync(string path) => page.GotoAsync($"{site.Api.Address}{path}?language={language}");

        async Task LookAsync(string what)
        {
            seen.AddRange((await page.AxeAsync()).Select(problem => $"{what}: {problem}"));
            if (
                await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth")
                || await page.Locator("html").GetAttributeAsync("lang") != language
            )
            {
                seen.Add($"{what}: wider than the screen, or in another language");
            }
        }
    }

    [Test]
    public async Task Names_of_sixty_letters_without_a_space_and_twelve_steps_fit_a_small_phone()
    {
        await using var site = await RespondSite.StartAsync();
        await site.Organisation.RunAsync(
            """
            update wave_unit set names = jsonb_build_object('en', rpad('Asiakaspalvelu', 60, 'järjestelmä'));
            update questionnaire set document = jsonb_set(document, '{breakdownPoints}', (
                select jsonb_agg(point || jsonb_build_object('code', point ->> 'code' || number))
                from generate_series(1, 6) number, jsonb_array_elements(document -> 'breakdownPoints') point))
            where document ->> 'code' = 'SERVICE'
            """
        );
        var page = await Browser.NewPageAsync(width: 320, height: 640);
        var wide = new List<string>();

        foreach (var path in new[] { "r/", "u/" })
        {
            await page.GotoAsync($"{site.Api.Address}{path}{RespondSite.Token(site.Next())}");
            await LookAsync(path);
        }
        await page.GotoAsync($"{site.Api.Address}r/{RespondSite.Token(site.Next())}");
        var steps = await page.Locator(".respond-service:first-of-type .ask fieldset legend b").CountAsync();
        await page.Locator(".respond-service .ask:has(legend b) [value='1']").First.CheckAsync();
        await page.ReadForASecondAsync();
        await page.Locator("button[type=submit]").ClickAsync();
        await page.WaitForSelectorAsync("#problems");
        await LookAsync("refused");

        await page.Context.DisposeAsync();
        Assert.That((steps, wide.Count), Is.EqualTo((12, 0)), string.Join(' ', wide));

        async Task LookAsync(string what)
        {
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
            {
                wide.Add(what);
            }
        }
    }

    [Test, Explicit("Writes pictures to look at into SURVEY_PICTURES.")]
    public async Task Pictures()
    {
        var token = RespondSite.Token(_site.Next());
        foreach (
            var (language, width, scheme) in new[]
            {
                ("en", 1440, ColorScheme.Light),
                ("fi", 360, ColorScheme.Light),
                ("pl", 320, ColorScheme.Dark),
                ("fr", 1440, ColorScheme.Dark),
                ("et", 360, ColorScheme.Light),
            }
        )
        {
            var page = await Browser.NewPageAsync(width: width, height: 800, scheme: scheme);
            await page.GotoAsync($"{_site.Api.Address}r/{token}?language={language}#IT-ALL.waiting=2");
            await page.PictureAsync($"form-{language}-{width}");
            await page.EvaluateAsync("document.querySelector('form.respond-form').requestSubmit()");
            await page.PictureAsync($"again-{language}-{width}");
            await page.Locator("details summary").First.ClickAsync();
            await page.ReadForASecondAsync();
            await page.Locator("button[type=submit]").ClickAsync();
            await page.WaitForSelectorAsync("#problems");
            await page.PictureAsync($"error-{language}-{width}");
            foreach (var (name, address) in new[] { ("unknown", "r/abc"), ("optout", "u/" + token), ("privacy", "privacy") })
            {
                await page.GotoAsync($"{_site.Api.Address}{address}?language={language}");
                await page.PictureAsync($"{name}-{language}-{width}");
                if (name == "optout")
                {
                    await page.EvaluateAsync("document.querySelector('button[value=pause]').click()");
                    await page.PictureAsync($"optout-again-{language}-{width}");
                }
            }
            await page.Context.DisposeAsync();
        }
    }
}
