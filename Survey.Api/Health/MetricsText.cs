using System.Globalization;
using System.Text;
using Survey.Db.Programme;

namespace Survey.Api.Health;

internal static class MetricsText
{
    public static string Write(RequestMeter requests, MailWaiting waiting, IReadOnlyList<StateCount> waves)
    {
        var text = new StringBuilder();
        Head(text, "survey_http_requests_total", "counter", "Requests by class of status.");
        for (var hundred = 2; hundred <= 5; hundred++)
        {
            Line(text, $"survey_http_requests_total{{status=\"{hundred}xx\"}}", requests.OfClass(hundred));
        }
        Durations(text, requests);
        Head(text, "survey_mails_waiting", "gauge", "Invitations and sign-in links that are queued, deferred or being sent.");
        Line(text, "survey_mails_waiting", waiting.Count);
        Head(text, "survey_mails_oldest_due_seconds", "gauge", "How long the oldest e-mail that is due has been waiting.");
        Line(text, "survey_mails_oldest_due_seconds", waiting.OldestDueSeconds);
        Head(text, "survey_waves", "gauge", "Waves by state.");
        foreach (var wave in waves)
        {
            Line(text, $"survey_waves{{state=\"{wave.State}\"}}", wave.Count);
        }
        Head(text, "process_working_set_bytes", "gauge", "Memory of the process.");
        Line(text, "process_working_set_bytes", Environment.WorkingSet);
        return text.ToString();
    }

    private static void Durations(StringBuilder text, RequestMeter requests)
    {
        const string Name = "survey_http_request_seconds";
        Head(text, Name, "histogram", "Duration of requests.");
        long sum = 0;
        for (var place = 0; place <= RequestMeter.Bounds.Count; place++)
        {
            sum += requests.InBucket(place);
            var bound = place < RequestMeter.Bounds.Count ? RequestMeter.Bounds[place].ToString(CultureInfo.InvariantCulture) : "+Inf";
            Line(text, $"{Name}_bucket{{le=\"{bound}\"}}", sum);
        }
        Line(text, $"{Name}_sum", requests.Seconds);
        Line(text, $"{Name}_count", sum);
    }

    private static void Head(StringBuilder text, string name, string type, string help) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private static void Line(StringBuilder text, string name, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");
}
