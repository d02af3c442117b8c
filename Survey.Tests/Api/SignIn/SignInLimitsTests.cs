using System.Net;
using Microsoft.Extensions.Time.Testing;
using Survey.Api.SignIn;

namespace Survey.Tests.Api.SignIn;

public sealed class SignInLimitsTests
{
    private readonly FakeTimeProvider _clock = new();

    [Test]
    public void An_address_gets_three_links_and_one_more_every_five_minutes()
    {
        var limits = new SignInLimits(_clock);

        var first = Enumerable.Range(0, 4).Select(_ => limits.AllowsAddress("Ann@example.org")).ToList();
        var sameInOtherLetters = limits.AllowsAddress("ann@EXAMPLE.org");
        var other = limits.AllowsAddress("bea@example.org");
        _clock.Advance(TimeSpan.FromMinutes(5));

        Assert.That(first, Is.EqualTo(new[] { true, true, true, false }));
        Assert.That((sameInOtherLetters, other), Is.EqualTo((false, true)));
        Assert.That((limits.AllowsAddress("ann@example.org"), limits.AllowsAddress("ann@example.org")), Is.EqualTo((true, false)));
    }

    [Test]
    public void An_office_behind_one_address_may_ask_thirty_times()
    {
        var limits = new SignInLimits(_clock);
        var office = IPAddress.Parse("192.0.2.1");

        Assert.That(Enumerable.Range(0, 30).Select(_ => limits.ClientWaits(office)), Is.All.Null);
        Assert.That(limits.ClientWaits(office), Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(limits.ClientWaits(IPAddress.Parse("192.0.2.2")), Is.Null);
    }
}
