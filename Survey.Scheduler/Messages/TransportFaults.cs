using System.Text.RegularExpressions;
using Survey.Db.Messages;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Messages;

/// <summary>A fault of the transport that the server reported as refusals of single mails.</summary>
/// <param name="Mails">Marked as failed because of the fault: they have to wait instead.</param>
internal sealed record TransportFault(TransportDown Down, string? StatusCode, IReadOnlyList<ClaimedMessage> Mails);

/// <summary>
/// Finds equal refusals or unknown outcomes in a row. An accepted mail ends a row and shows that its refusals were about their recipients:
/// those mails are not put back again.
/// </summary>
internal sealed partial class TransportFaults
{
    private const int MaxRefusals = 5;
    private const int MaxUnknown = 3;

    private readonly Lock _gate = new();
    private readonly List<ClaimedMessage> _refused = [];
    private readonly HashSet<Guid> _putBack = [];
    private readonly HashSet<Guid> _aboutRecipient = [];
    private string _words = "";
    private int _unknown;

    /// <returns>Null: the outcome is about this mail only.</returns>
    public TransportFault? Add(ClaimedMessage message, Delivery delivery)
    {
        lock (_gate)
        {
            _unknown = delivery is Unknown ? _unknown + 1 : 0;
            switch (delivery)
            {
                case Unknown unknown when unknown.IsHang || _unknown >= MaxUnknown:
                    _unknown = 0;
                    return new TransportFault(new TransportDown(unknown.Reason, NeedsSomebody: false), null, []);
                case Refused refused when !_aboutRecipient.Contains(message.Id):
                    return Refuse(message, refused);
                case Accepted:
                    _aboutRecipient.UnionWith(_putBack);
                    _putBack.Clear();
                    _refused.Clear();
                    return null;
                default:
                    return null;
            }
        }
    }

    private TransportFault? Refuse(ClaimedMessage message, Refused refused)
    {
        var words = WordsOf(refused);
        if (words != _words)
        {
            _refused.Clear();
        }
        _words = words;
        _refused.Add(message);
        if (_refused.Count < (IsRelayDenied(refused) ? 1 : MaxRefusals))
        {
            return null;
        }
        _putBack.UnionWith(_refused.Select(mail => mail.Id));
        var down = new TransportDown($"The mail server refuses our mails: {refused.Reason}", NeedsSomebody: true);
        var fault = new TransportFault(down, refused.StatusCode, [.. _refused]);
        _refused.Clear();
        return fault;
    }

    private static bool IsRelayDenied(Refused refused) => refused.StatusCode == "5.7.54" || RelayDenied().IsMatch(refused.Reason);

    /// <summary>Policy refusals (5.7.x) are equal whatever their words; others are equal without addresses and numbers.</summary>
    private static string WordsOf(Refused refused) =>
        refused.StatusCode?.StartsWith("5.7.", StringComparison.Ordinal) == true
            ? "5.7"
            : $"{refused.StatusCode} {Varying().Replace(refused.Reason, "…")}";

    [GeneratedRegex(
        @"relay(?:ing)?\s+(?:access\s+)?(?:denied|not\s+(?:allowed|permitted))|unable\s+to\s+relay|not\s+permitted\s+to\s+relay",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex RelayDenied();

    [GeneratedRegex(@"\S*[@\d]\S*")]
    private static partial Regex Varying();
}
