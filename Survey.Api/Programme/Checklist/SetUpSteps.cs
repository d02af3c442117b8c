using Survey.Db.Messages;
using Survey.Db.Programme;
using Survey.Db.Settings;

namespace Survey.Api.Programme.Checklist;

/// <summary>What is to be set up, each step after those that it needs.</summary>
internal static class SetUpSteps
{
    public static IReadOnlyList<SetUpStep> Of(SetUpFacts facts, OrganisationSettings organisation, bool isNamed, TestMail? mail) =>
        [
            new("organisation", "/programme/organisation", 3, Organisation(organisation, isNamed)),
            Counted("units", "/programme/units", 4, facts.Units, facts.UnitsWithoutLead),
            Counted("people", "/programme/people", 4, facts.People, facts.PeopleWithoutAddress),
            Counted("services", "/programme/services", 5, facts.Kinds, facts.WithoutPromise),
            Counted("relationships", "/programme/relationships", 5, facts.Relationships, facts.Pulses > 0 ? facts.Unmeasured : 0),
            Counted("pulses", "/programme/pulses", 3, facts.Pulses, 0),
            new("mail", "/programme/mail", 1, Mail(mail)),
            new("access", "/programme/access", 2, facts.Hr > 1 ? StepState.Done : StepState.Attention, facts.Hr),
            new("approval", "/programme/waves", 3, facts.IsApproved ? StepState.Done : StepState.Missing),
        ];

    /// <param name="open">How many of them need attention.</param>
    private static SetUpStep Counted(string key, string address, int minutes, int count, int open) =>
        count == 0 ? new(key, address, minutes, StepState.Missing)
        : open > 0 ? new(key, address, minutes, StepState.Attention, open)
        : new(key, address, minutes, StepState.Done, count);

    private static StepState Organisation(OrganisationSettings organisation, bool isNamed) =>
        !isNamed ? StepState.Missing
        : organisation is { Controller: not null, Contact: not null, TimeZone: not "UTC" } ? StepState.Done
        : StepState.Attention;

    /// <param name="check">The newest; null: none was made for a day.</param>
    private static StepState Mail(TestMail? check) =>
        check?.Outcome switch
        {
            null => StepState.Missing,
            TestMailOutcome.Accepted => StepState.Done,
            _ => StepState.Attention,
        };
}
