using Survey.Db.Waves;
using Survey.Db.Waves.Sampling;

namespace Survey.Tests.Db.Waves;

public sealed class NoticedChangeTests
{
    [Test]
    public void The_change_is_that_of_two_waves_with_just_enough_answers()
    {
        var noticed = NoticedChange.Of(0.30);

        Assert.Multiple(() =>
        {
            Assert.That(SampleSize.HalfWidth(1.0, noticed.Answers, 1_000_000, false), Is.LessThanOrEqualTo(0.30));
            Assert.That(SampleSize.HalfWidth(1.0, noticed.Answers - 1, 1_000_000, false), Is.GreaterThan(0.30));
            Assert.That(noticed.Change, Is.EqualTo(SampleSize.SmallestChange(1.0, noticed.Answers, noticed.Answers)));
            Assert.That(noticed.Change, Is.GreaterThan(NoticedChange.Of(0.20).Change), "more answers notice a smaller change");
        });
    }
}
