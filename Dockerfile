# docker build -t awsprepbot . && docker run -it --rm -v prepbot:/data awsprepbot   (a terminal; see deploy/compose.yaml for a team)
ARG DOTNET=10.0

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:${DOTNET} AS build
ARG TARGETARCH
WORKDIR /source
COPY Directory.Build.props Directory.Packages.props BannedSymbols.txt global.json .editorconfig ./
COPY src src
COPY questions questions
RUN arch=$([ "$TARGETARCH" = arm64 ] && echo arm64 || echo x64) \
 && dotnet publish src/AwsPrepBot -c Release -r linux-$arch -p:DebugType=none -o /app

FROM mcr.microsoft.com/dotnet/aspnet:${DOTNET}
COPY --from=build /app /app
# The current folder holds the database; everything else may be read-only.
RUN mkdir /data && chown $APP_UID /data
WORKDIR /data
VOLUME /data
USER $APP_UID
ENV DOTNET_EnableDiagnostics=0 \
    Logging__LogLevel__Default=Information
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["/app/AwsPrepBot", "doctor", "--running"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/app/AwsPrepBot"]
