using Survey.Db.People;
using Survey.Db.Waves;

namespace Survey.Tests.Db.Waves;

/// <summary>A wave opens on 2 March and closes on 9 March.</summary>
public sealed class KnownPersonTests
{
    private static readonly DateOnly Opens = new(2026, 3, 2);
    private static readonly DateOnly Closes = new(2026, 3, 9);
    private static readonly KnownPerson Anna = new(1, 1, Employment.Permanent, "en", "anna@example.org", null, null, false, false, null);

    [TestCase("2026-03-02", null, true)]
    [TestCase("2026-03-03", null, false)]
    [TestCase(null, "2026-03-02", true)]
    [TestCase(null, "2026-03-01", false)]
    [TestCase(null, null, true)]
    public void Active_are_those_whose_time_has_come_and_is_not_over_on_the_day_of_opening(string? from, string? to, bool isActive) =>
        Assert.That((Anna with { ActiveFrom = Day(from), ActiveTo = Day(to) }).IsActive(Opens), Is.EqualTo(isActive));

    [TestCase("2026-01-31", null, null)]
    [TestCase("2026-02-01", null, LeftOut.Newcomer)]
    [TestCase(null, "2026-03-09", null)]
    [TestCase(null, "2026-03-08", LeftOut.Leaver)]
    public void Who_has_been_there_for_thirty_days_and_stays_until_closing_is_asked(string? from, string? to, string? leftOut) =>
        Assert.That(ReasonOf(Anna with { ActiveFrom = Day(from), ActiveTo = Day(to) }), Is.EqualTo(leftOut));

    [TestCase(null, LeftOut.OptedOut)]
    [TestCase("2026-03-02", LeftOut.OptedOut)]
    [TestCase("2026-03-01", null)]
    public void Who_opted_out_is_left_alone_up_to_the_last_day(string? until, string? leftOut) =>
        Assert.That(ReasonOf(Anna with { HasOptedOut = true, OptedOutUntil = Day(until) }), Is.EqualTo(leftOut));

    [Test]
    public void The_own_choice_comes_last_among_the_reasons()
    {
        var chose = Anna with { HasOptedOut = true };

        Assert.Multiple(() =>
        {
            Assert.That(ReasonOf(chose, isInvitedLately: true), Is.EqualTo(LeftOut.InvitedLately));
            Assert.That(ReasonOf(chose with { ActiveTo = Opens }, isInvitedLately: true), Is.EqualTo(LeftOut.Leaver));
            Assert.That(ReasonOf(chose with { ActiveFrom = Opens, ActiveTo = Opens }), Is.EqualTo(LeftOut.Newcomer));
            Assert.That(ReasonOf(chose with { ActiveFrom = Opens, IsUnreachable = true }), Is.EqualTo(LeftOut.Unreachable));
        });
    }

    private static string? ReasonOf(KnownPerson person, bool isInvitedLately = false) =>
        person.Opening(Opens, Closes, isInvitedLately).LeftOut;

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd");
}
