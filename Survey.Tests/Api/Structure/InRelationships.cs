using Survey.Tests.Support;

namespace Survey.Tests.Api.Structure;

/// <summary>A small organisation whose relationships HR changes.</summary>
public abstract class InRelationships : WithServer
{
    protected const string List = "/programme/relationships";

    protected Task<FilledForm> OpenAsync(string page, string? action = null) => FilledForm.OpenAsync(Server, page, action);
}
