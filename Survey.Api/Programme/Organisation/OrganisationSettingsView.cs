using Survey.Api.Forms;

namespace Survey.Api.Programme.Organisation;

public sealed record OrganisationSettingsView(FormState Form)
{
    public bool IsSaved { get; init; }
}
