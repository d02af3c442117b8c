using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Tests.Db.Languages;

public sealed class ScaleTests
{
    [Test]
    public void Five_points_of_a_scale_have_five_names_that_no_other_scale_has(
        [ValueSource(typeof(Language), nameof(Language.Codes))] string code
    )
    {
        var points = Enum.GetValues<RatingScale>()
            .SelectMany(scale => Enumerable.Range(1, 5).Select(rating => Language.Of(code).Point(scale, rating)))
            .ToList();

        Assert.That(points, Has.Count.EqualTo(40).And.Unique);
        Assert.That(points.Where(point => !char.IsUpper(point[0])), Is.Empty);
    }

    [TestCase(RatingScale.Quality, "Very poor", "Neither good nor poor", "Very good")]
    [TestCase(RatingScale.Safety, "Very unsafe", "Neither safe nor unsafe", "Very safe")]
    [TestCase(RatingScale.Ease, "Very difficult", "Neither easy nor difficult", "Very easy")]
    public void One_is_the_worst_and_five_the_best(RatingScale scale, string worst, string middle, string best) =>
        Assert.That(new[] { 1, 3, 5 }.Select(rating => Language.Of("en").Point(scale, rating)), Is.EqualTo(new[] { worst, middle, best }));

    [Test]
    public void The_names_of_scales_are_those_of_journey_files() =>
        Assert.That(
            EnumText.All<RatingScale>(),
            Is.EqualTo(new[] { "quality", "satisfaction", "ease", "speed", "clarity", "safety", "agreement", "importance" })
        );
}
