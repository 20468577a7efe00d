using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace AwsPrepBot.Slack.WebApi;

/// <summary>What one exchange came to.</summary>
internal enum Arrival
{
    /// <summary>An answer is there.</summary>
    Answered,

    /// <summary>The request surely never left: no connection.</summary>
    NotSent,

    /// <summary>No answer, or half of one: the request may have taken effect.</summary>
    Lost,
}

/// <summary>One exchange as the rest of the client sees it.</summary>
/// <param name="Arrival">Whether there is an answer.</param>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its body.</param>
/// <param name="RetryAfter">What it says about coming again.</param>
/// <param name="Scopes">What it says the token may do.</param>
internal sealed record WebApiAnswer(Arrival Arrival, HttpStatusCode Status, byte[] Body, TimeSpan? RetryAfter, string? Scopes)
{
    public static WebApiAnswer NotSent { get; } = new(Arrival.NotSent, 0, [], null, null);

    public static WebApiAnswer Lost { get; } = new(Arrival.Lost, 0, [], null, null);

    public bool IsSuccess => Arrival == Arrival.Answered && (int)Status is >= 200 and < 300;
}

/// <summary>What is sent to where.</summary>
/// <param name="Method">Which method.</param>
/// <param name="Body">JSON or a form, by <paramref name="IsJson"/>.</param>
/// <param name="IsJson">Whether it is JSON.</param>
/// <param name="Channel">The channel it is for, where the method counts channels.</param>
internal sealed record WebApiCall(SlackMethod Method, byte[] Body, bool IsJson, string? Channel = null)
{
    /// <summary>Where to, instead of the method's own address. It authorises, so it is a secret.</summary>
    public Uri? Address { get; init; }

    /// <summary>Neither JSON nor a form: a file as it is.</summary>
    public bool IsFile { get; init; }

    /// <summary>A shorter time than the method's for everything.</summary>
    public TimeSpan? Deadline { get; init; }

    public override string ToString() => Method.Name;
}

/// <summary>One request, one answer: headers, time limit, and what to make of a broken connection. The only place that shows the tokens.</summary>
internal sealed class WebApiExchange
{
    /// <summary>A page of history with its blocks is a few hundred kilobytes.</summary>
    const int LargestAnswer = 4 * 1024 * 1024;

    static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8"), Form = new("application/x-www-form-urlencoded"), Bytes = new("application/octet-stream");

    static readonly string UserAgent = $"AwsPrepBot/{typeof(WebApiExchange).Assembly.GetName().Version?.ToString(3) ?? "0.0.0"}";

    readonly HttpMessageInvoker http;
    readonly string apiUrl;
    readonly string botToken, appToken;
    readonly TimeProvider time;

    /// <exception cref="ArgumentException">The address or a token cannot be Slack's. The message does not repeat the token.</exception>
    public WebApiExchange(HttpMessageInvoker http, Uri apiUrl, Secret botToken, Secret appToken, TimeProvider time)
    {
        if (WireAddress.RefusesApi(apiUrl) is { } refusal)
            throw new ArgumentException($"Slack:ApiUrl {refusal}.", nameof(apiUrl));
        foreach (var token in new[] { botToken, appToken })
        {
            if (token.Reveal() is var text && (text.Length == 0 || text.Any(c => c is <= ' ' or > '~')))
                throw new ArgumentException("A token of Slack's has no spaces, line breaks or quotes of another alphabet.", nameof(botToken));
        }

        (this.http, this.time) = (http, time);
        this.apiUrl = apiUrl.AbsoluteUri.TrimEnd('/') + "/";
        (this.botToken, this.appToken) = ($"Bearer {botToken.Reveal()}", $"Bearer {appToken.Reveal()}");
    }

    public async Task<WebApiAnswer> SendAsync(WebApiCall call, TimeSpan longest, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, call.Address ?? new Uri(apiUrl + call.Method.Name));
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        if (call.Method.Token != TokenOf.Nobody)
            request.Headers.TryAddWithoutValidation("Authorization", call.Method.Token == TokenOf.App ? appToken : botToken);
        request.Content = new ByteArrayContent(call.Body) { Headers = { ContentType = call.IsFile ? Bytes : call.IsJson ? Json : Form } };

        using var timeUp = new CancellationTokenSource(longest > TimeSpan.Zero ? longest : TimeSpan.Zero, time);
        await using var cancelled = cancellationToken.UnsafeRegister(static timeUp => ((CancellationTokenSource)timeUp!).Cancel(), timeUp);
        try
        {
            using var response = await http.SendAsync(request, timeUp.Token);
            await response.Content.LoadIntoBufferAsync(LargestAnswer, timeUp.Token);
            return new WebApiAnswer(
                Arrival.Answered, response.StatusCode, await response.Content.ReadAsByteArrayAsync(timeUp.Token), RetryAfter(response.Headers), Text(response.Headers, "X-OAuth-Scopes"));
        }
        catch (HttpRequestException e) when (e.HttpRequestError is
            HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            return WebApiAnswer.NotSent;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return WebApiAnswer.Lost;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return WebApiAnswer.Lost;
        }
    }

    static TimeSpan? RetryAfter(HttpResponseHeaders headers) =>
        double.TryParse(Text(headers, "Retry-After"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds)
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400))
            : null;

    static string? Text(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
