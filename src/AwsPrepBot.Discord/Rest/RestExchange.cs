using System.Reflection;
using AwsPrepBot.Discord.Wire;

namespace AwsPrepBot.Discord.Rest;

/// <summary>
/// One request, one answer: headers, time limit, and what to make of a broken connection. The only place that shows the token.
/// </summary>
internal sealed class RestExchange
{
    /// <summary>In bytes; what is larger than anything Discord sends here is as good as no answer.</summary>
    const int LargestAnswer = 8 * 1024 * 1024;

    /// <summary>The form Discord asks for (developers/reference#user-agent); without it Cloudflare may turn the bot away.</summary>
    static readonly string UserAgent =
        $"DiscordBot (https://github.com/AwsPrepBot/AwsPrepBot, {typeof(RestExchange).Assembly.GetName().Version?.ToString(3) ?? "0.0.0"})";

    readonly HttpMessageInvoker http;
    readonly string apiUrl;
    readonly string authorization;
    readonly TimeProvider time;

    /// <exception cref="ArgumentException">The address or the token cannot be Discord's. The message does not repeat the token.</exception>
    public RestExchange(HttpMessageInvoker http, Uri apiUrl, Secret token, TimeProvider time)
    {
        if (WireAddress.RefusesApi(apiUrl) is { } refusal)
            throw new ArgumentException($"Discord:ApiUrl {refusal}.", nameof(apiUrl));
        if (token.Reveal() is { } text && (text.Length == 0 || text.Any(c => c is <= ' ' or > '~')))
            throw new ArgumentException("Discord:Token must be the bot's token alone: no spaces, line breaks or quotes of another alphabet.", nameof(token));
        (this.http, this.time) = (http, time);
        this.apiUrl = apiUrl.AbsoluteUri.TrimEnd('/');
        authorization = $"Bot {token.Reveal()}";
    }

    public async Task<RestAnswer> SendAsync(Route route, RestBody? body, TimeSpan longest, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(route.Method, apiUrl + route.Path);
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        if (route.TakesBotToken)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (body is not null)
            request.Content = new ByteArrayContent(body.Bytes) { Headers = { ContentType = body.Type } };

        using var timeUp = new CancellationTokenSource(longest > TimeSpan.Zero ? longest : TimeSpan.Zero, time);
        await using var cancelled = cancellationToken.UnsafeRegister(static timeUp => ((CancellationTokenSource)timeUp!).Cancel(), timeUp);
        try
        {
            using var response = await http.SendAsync(request, timeUp.Token);
            await response.Content.LoadIntoBufferAsync(LargestAnswer, timeUp.Token);
            return new RestAnswer(
                Arrival.Answered, response.StatusCode, await response.Content.ReadAsByteArrayAsync(timeUp.Token), RateLimitHeaders.Read(response.Headers));
        }
        catch (HttpRequestException e) when (e.HttpRequestError is
            HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            return RestAnswer.NotSent;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return RestAnswer.Lost;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return RestAnswer.Lost;
        }
    }
}
