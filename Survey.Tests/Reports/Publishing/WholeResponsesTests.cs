using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Publishing;

/// <summary>What is published of whole responses (rules D4 and D5): the people and the expected importance are those of <c>DriversTests</c>.</summary>
public sealed class WholeResponsesTests
{
    /// <summary>One person each: four steps, then the overall rating.</summary>
    private static readonly string[] People = (
        "52454 54544 32444 42233 12132 44344 34324 33533 34534 12322 45535 22112 32422 42242 22312 53533 32333 41131 11122 45354 35554 21222 45355 "
        + "45445 23324 25234 22331 34433 45435 44334 45545 34224 55554 32433 21433 55355 24323 33222 44234 33543 24423 55534 44334 33344 21312").Split(' ');

    /// <summary>And 12 more like the first.</summary>
    private static readonly IReadOnlyList<string> More = [.. People, .. People.Take(12)];

    private TestDatabase _test = null!;
    private Organisation _organisation = null!;

    [SetUp]
    public async Task CreateAsync()
    {
        _test = await TestDatabase.CreateAsync();
        _organisation = new Organisation(_test.Database);
        await _organisation.UnitAsync("ROOT");
        await _organisation.UnitAsync("IT", "ROOT", people: 3);
        await _organisation.UnitAsync("SHOP", "ROOT", people: 60);
        await _organisation.JourneyAsync("SERVICE", "intake", "waiting", "quality", "advice");
        await _organisation.RelationshipAsync("IT-SHOP", "IT", "SHOP");
        await _organisation.PulseAsync("MONTHLY");
    }

    [TearDown]
    public ValueTask DropAsync() => _test.DisposeAsync();

    [Test]
    public async Task Each_step_has_its_importance_and_too_few_for_a_coarse_share_have_no_funnel() =>
        Assert.That(await SealedAsync(People.Select(Answers)), Is.EqualTo(new[] { "intake 11 -", "waiting 41 -", "quality 8 -", "advice 11 -" }));

    // Counted by a script of its own: of the 57, 24 rate the first step 4 or 5; 22, 11 and 6 are left after the others.
    [Test]
    public async Task With_fewer_than_ten_complete_answers_per_step_only_the_funnel_is_told() =>
        Assert.That(await SealedAsync(More.Select((person, index) => index < 20 ? Answers(person, 1, -1) : Answers(person))),
            Is.EqualTo(new[] { "intake - 40", "waiting - 40", "quality - 20", "advice - 10" }));

    [Test]
    public async Task Who_left_out_a_step_takes_part_in_neither() =>
        Assert.That(await SealedAsync([.. People.Select(Answers), .. People.Take(12).Select(person => Answers(person, 1, null))]),
            Is.EqualTo(new[] { "intake 11 -", "waiting 41 -", "quality 8 -", "advice 11 -" }));

    // Counted in the same way, the second step of 12 more people being passed by: 24, 19, 10 and 6 of 57.
    [Test]
    public async Task A_step_that_did_not_apply_is_passed_but_explains_nothing() =>
        Assert.That(await SealedAsync([.. People.Select(Answers), .. People.Take(12).Select(person => Answers(person, 1, -1))]),
            Is.EqualTo(new[] { "intake 11 40", "waiting 41 30", "quality 8 20", "advice 11 10" }));

    [Test]
    public async Task Nothing_is_told_beside_a_step_that_is_hidden() =>
        Assert.That(await SealedAsync(People.Select((person, index) => Answers(person, 2, index < 4 ? 3 : null))), Is.Empty);

    [Test]
    public async Task Nothing_is_told_beside_a_step_that_is_shown_only_roughly() =>
        Assert.That(await SealedAsync(People.Select((person, index) => Answers(person, 2, index < 9 ? 3 : -1))), Is.Empty);

    private static int?[] Answers(string person) => [.. person.Select(digit => (int?)(digit - '0'))];

    private static int?[] Answers(string person, int step, int? answer) => [.. Answers(person).Select((given, index) => index == step ? answer : given)];

    private async Task<IReadOnlyList<string>> SealedAsync(IEnumerable<int?[]> answers)
    {
        var wave = await OpenWave.OpenAsync(_organisation);
        foreach (var (person, said) in wave.AskedAbout("IT-SHOP").Zip(answers))
        {
            await wave.AnswerAsync(_organisation, person, "IT-SHOP", [.. said, null]);
        }
        await _organisation.RunAsync("update wave set state = 'closed', closed_at = now()");
        await Sealing.SealAsync(_test.Database, wave.Id, TimeProvider.System.GetUtcNow(), default);
        return await _organisation.ListAsync<string>("""
            select concat_ws(' ', item, coalesce(importance::text, '-'), coalesce(reached::text, '-')) from published_step
            order by array_position('{intake,waiting,quality,advice}', item)
            """);
    }
}
