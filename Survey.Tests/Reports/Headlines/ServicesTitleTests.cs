using Survey.Db.Languages;
using Survey.Reports.Headlines;

namespace Survey.Tests.Reports.Headlines;

/// <summary>Which sentence stands on top of a report about several services: one row per case, in the order of the rules.</summary>
public sealed class ServicesTitleTests
{
    private const string Rating = "The overall rating is 3.5 on a scale from 1 to 5 (95% interval 3.3–3.7).";
    private const string AsProvider = "Its customers rate this unit 3.5 on a scale from 1 to 5 (95% interval 3.3–3.7).";
    private const string AsCustomer = "This unit rates the services it receives 3.5 on a scale from 1 to 5 (95% interval 3.3–3.7).";

    private static readonly Language English = Language.Of("en");

    [TestCase("IT hidden; HR hidden", "There are not enough answers yet to say how the services are doing.")]
    [TestCase("IT missed deep; HR weak", "“Help: HR → Sales” is weak at “Getting in touch” (2.1).")]
    [TestCase("IT weak; HR weak", "2 services have weak steps, above all “Help: HR → Sales” at “Getting in touch” (2.1).")]
    [TestCase("IT missed; HR; FIN hidden", "1 of 2 services falls short of a promise: “Help: IT → Sales”.")]
    [TestCase("IT missed worse", "“Help: IT → Sales” falls short of a promise.")]
    [TestCase("IT missed worse; HR better", "1 of 2 services falls short of a promise: “Help: IT → Sales”.")]
    [TestCase("IT missed; HR deep; FIN fine", "2 of 3 services fall short of a promise, most of all “Help: HR → Sales”.")]
    [TestCase("IT fine better; HR worse; FIN worse", "Services rated clearly higher than before: 1; clearly lower: 2.")]
    [TestCase("IT fine worse; HR same", "“Help: IT → Sales” is rated clearly lower than before.")]
    [TestCase("IT missed; HR missed", "2 of 2 services fall short of a promise, among others “Help: IT → Sales”.")]
    [TestCase("IT missed small; HR deep", "2 of 2 services fall short of a promise, among others “Help: HR → Sales”.")]
    [TestCase("IT worse; HR worst; FIN same", "2 services are rated clearly lower than before, most of all “Help: HR → Sales”.")]
    [TestCase("IT worse; HR worse; FIN same", "2 services are rated clearly lower than before, among others “Help: IT → Sales”.")]
    [TestCase("IT worse small; HR worse", "2 services are rated clearly lower than before, among others “Help: HR → Sales”.")]
    [TestCase("IT fine better; HR same", "“Help: IT → Sales” is rated clearly higher than before.")]
    [TestCase("IT better; HR best", "2 services are rated clearly higher than before, most of all “Help: HR → Sales”.")]
    [TestCase("IT better; HR better", "2 services are rated clearly higher than before, among others “Help: IT → Sales”.")]
    [TestCase("IT fine same; HR few", "No service clearly falls short of a promise, as far as there are enough answers to tell.")]
    [TestCase("IT few same; HR unsure", "No service is rated clearly higher or lower than before.")]
    [TestCase("IT few unsure; HR", Rating)]
    [TestCase("IT; HR hidden", Rating)]
    public void The_title_says_what_the_verdicts_bear_out(string services, string title) =>
        Assert.That(OrganisationHeadline.Of(Services.Organisation(services), English).Title, Is.EqualTo(title));

    [TestCase("IT hidden; HR hidden")]
    [TestCase("IT missed; HR", Rating, "Nothing can be compared with an earlier wave yet.")]
    [TestCase(
        "IT missed same; HR weak",
        Rating,
        "1 of 2 services falls short of a promise: “Help: IT → Sales”.",
        "No service is rated clearly higher or lower than before."
    )]
    [TestCase(
        "IT missed same; HR deep",
        Rating,
        "Furthest below what they promise: “Help: HR → Sales”, “Help: IT → Sales”.",
        "No service is rated clearly higher or lower than before."
    )]
    [TestCase(
        "IT missed same; HR missed small",
        Rating,
        "Short of a promise: “Help: IT → Sales”, “Help: HR → Sales”.",
        "No service is rated clearly higher or lower than before."
    )]
    [TestCase(
        "A missed; B deep; C missed; D missed worse",
        Rating,
        "Furthest below what they promise: “Help: B → Sales”, “Help: A → Sales”, “Help: C → Sales”.",
        "Rated clearly lower than before: “Help: D → Sales”."
    )]
    [TestCase("IT missed better; HR same", Rating, "Rated clearly higher than before: “Help: IT → Sales”.")]
    [TestCase(
        "IT better; HR worse; FIN worse",
        Rating,
        "Rated clearly higher than before: “Help: IT → Sales”; clearly lower: “Help: HR → Sales”, “Help: FIN → Sales”."
    )]
    [TestCase("IT fine worse; HR same", Rating, "No service clearly falls short of a promise, as far as there are enough answers to tell.")]
    [TestCase("IT worse; HR worse", Rating, "Rated clearly lower than before: “Help: IT → Sales”, “Help: HR → Sales”.")]
    [TestCase("IT fine same; HR", Rating, "No service is rated clearly higher or lower than before.")]
    [TestCase("IT low same; HR", Rating, "“Help: IT → Sales” is rated clearly lower than every other service (1.5).")]
    [TestCase("IT low same; HR small", Rating)]
    [TestCase("IT low; HR low", "Nothing can be compared with an earlier wave yet.")]
    public void The_message_goes_on_from_the_title_and_repeats_nothing(string services, params string[] message) =>
        Assert.That(OrganisationHeadline.Of(Services.Organisation(services), English).Message, Is.EqualTo(message));

    [Test]
    public void A_hidden_rating_of_all_is_said_to_be_hidden() =>
        Assert.That(
            OrganisationHeadline.Of(Services.Organisation("IT missed; HR", hidden: true), English).Message[0],
            Is.EqualTo("There are not enough answers to show an overall rating.")
        );

    [TestCase("", "", "This unit neither provided nor received a service that was rated.")]
    [TestCase("", "LOG missed", AsCustomer)]
    [TestCase("IT; HR", "", AsProvider, "Nothing can be compared with an earlier wave yet.")]
    [TestCase(
        "IT missed",
        "LOG deep",
        "“Help: IT → Sales” falls short of a promise.",
        AsProvider,
        "Nothing can be compared with an earlier wave yet.",
        AsCustomer
    )]
    [TestCase(
        "IT better; HR fine",
        "",
        "“Help: IT → Sales” is rated clearly higher than before.",
        AsProvider,
        "No service clearly falls short of a promise, as far as there are enough answers to tell."
    )]
    public void A_unit_is_seen_as_a_provider_first_and_then_as_a_customer(
        string provides,
        string receives,
        string title,
        params string[] message
    )
    {
        var headline = UnitHeadline.Of(Services.Unit(provides, receives), English);

        Assert.That(headline.Title, Is.EqualTo(title));
        Assert.That(headline.Message, Is.EqualTo(message));
    }
}
