using Survey.Api.Forms;

namespace Survey.Api.CaseMails;

/// <param name="Form">Null: the viewer is no person and gets no reminders.</param>
public sealed record CaseMailsView(FormState? Form)
{
    public bool IsSaved { get; init; }
}
