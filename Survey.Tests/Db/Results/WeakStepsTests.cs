using Survey.Db.Results;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Results;

/// <summary>Rule D11: which published steps are weak.</summary>
public sealed class WeakStepsTests
{
    [TestCase(2.9, 3.4, true)]
    [TestCase(3.0, 3.4, false, Description = "its interval reaches the median")]
    [TestCase(3.0, 3.3, true)]
    [TestCase(3.5, 3.9, false)]
    public void A_step_is_weak_under_three_or_if_its_interval_ends_below_the_median(double mean, double high, bool weak) =>
        Assert.That(WeakSteps.Compute([2.9, 3.4, 4.1]).Contains(SampleFigures.Valued("waiting", mean, 2.5, high)), Is.EqualTo(weak));

    [Test]
    public void Without_a_median_only_means_under_three_are_weak()
    {
        Assert.That(WeakSteps.Compute([]).Contains(SampleFigures.Valued("waiting", 3.0, 2.9, 3.1)), Is.False);
        Assert.That(WeakSteps.Compute([]).Contains(SampleFigures.Valued("waiting", 2.9, 2.8, 3.0)), Is.True);
    }

    [TestCase(FigureWord.Low, true)]
    [TestCase(FigureWord.Middle, false)]
    [TestCase(FigureWord.High, false)]
    public void A_word_has_no_interval_and_is_weak_if_it_is_low(string word, bool weak) =>
        Assert.That(WeakSteps.Compute([5]).Contains(SampleFigures.InWords("waiting", word)), Is.EqualTo(weak));

    [Test]
    public void A_hidden_step_is_not_weak()
    {
        Assert.That(WeakSteps.Compute([5]).Contains(SampleFigures.Hidden("waiting")), Is.False);
        Assert.That(WeakSteps.Compute([5]).Contains(null), Is.False);
    }

    [Test]
    public void The_median_of_an_even_number_lies_between_the_middle_two() =>
        Assert.That(WeakSteps.Compute([4.0, 1.0, 3.0, 3.5]).Median, Is.EqualTo(3.25));
}
