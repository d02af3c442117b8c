using System.Text;
using MailKit;

namespace Survey.Scheduler.Mail;

/// <summary>Records what MailKit does not report. CHUNKING must be off, so that DATA announces all content.</summary>
internal sealed class SmtpTranscript : IProtocolLogger
{
    private readonly List<string> _lines = [];
    private string _unfinished = "";
    private bool _isDataPending;

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>Some content has left: if the connection ends before a reply, the server may or may not have accepted the mail.</summary>
    public bool HasContentLeft { get; private set; }

    public SmtpReply? Refusal { get; private set; }

    public void Begin()
    {
        (_isDataPending, HasContentLeft, Refusal, _unfinished) = (false, false, null, "");
        _lines.Clear();
    }

    public void LogConnect(Uri uri) { }

    public void LogClient(byte[] buffer, int offset, int count)
    {
        HasContentLeft |= _isDataPending;
        _isDataPending = buffer.AsSpan(offset, count).EndsWith("DATA\r\n"u8);
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        // Replies to pipelined commands arrive together, and one reply may arrive in pieces.
        var lines = (_unfinished + Encoding.UTF8.GetString(buffer, offset, count)).Split('\n');
        _unfinished = lines[^1];
        foreach (var line in lines[..^1])
        {
            _lines.Add(line.TrimEnd('\r'));
            if (_lines[^1] is not [_, _, _, '-', ..])
            {
                Hear(SmtpReply.Parse(_lines));
                _lines.Clear();
            }
        }
    }

    public void Dispose() { }

    private void Hear(SmtpReply? reply)
    {
        if (reply is { Code: >= 400 })
        {
            Refusal ??= reply;
            _isDataPending = false;
        }
    }
}
