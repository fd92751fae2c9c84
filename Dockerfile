# The images of Concordat: one target for each of the four programs, and two that
# k8s/overlays/local needs besides. scripts/images builds them all.
#   docker build --target programme-service .
# BASE is the Debian of ./run. Name it with its digest where the same image must come out.
ARG BASE=debian:bookworm-slim

FROM ${BASE} AS tools
WORKDIR /build
COPY scripts/install scripts/lib.sh scripts/
RUN scripts/install --image && rm -rf /var/lib/apt/lists/* /var/cache/apt/* var

FROM tools AS build
ARG SOURCE_DATE_EPOCH
ENV SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH} LANG=C.UTF-8 CCACHE_DIR=/ccache
COPY scripts/requirements-protos.txt scripts/fetch-protos scripts/
# The authorities that the builder trusts; none of them goes into an image.
RUN --mount=type=secret,id=authorities,target=/run/authorities.pem \
    if [ -s /run/authorities.pem ]; then export PIP_CERT=/run/authorities.pem; fi; \
    scripts/fetch-protos
COPY CMakeLists.txt ./
COPY cmake cmake
COPY protos protos
COPY common common
COPY programme-service programme-service
COPY benefits-service benefits-service
COPY risk-service risk-service
COPY gateway gateway
COPY scripts/build scripts/image-root scripts/
RUN --mount=type=cache,id=concordat-ccache,target=/ccache \
    CONCORDAT_CMAKE=-DCONCORDAT_TESTS=OFF \
    scripts/build gateway programme-service benefits-service risk-service
RUN for program in gateway programme-service benefits-service risk-service; do \
      scripts/image-root "$program" "/root-of/$program"; done

# What all four share: no shell, no package manager, nobody's right to write.
FROM scratch AS program
USER 65532:65532
WORKDIR /
ARG VERSION=unversioned
ARG REVISION=unknown
LABEL org.opencontainers.image.version=${VERSION} \
      org.opencontainers.image.revision=${REVISION} \
      org.opencontainers.image.licenses=Apache-2.0 \
      org.opencontainers.image.vendor=Concordat

FROM program AS service
ENV CONCORDAT_LEDGER_MIGRATIONS_DIR=/usr/share/concordat/ledger-migrations \
    CONCORDAT_MIGRATIONS_DIR=/usr/share/concordat/migrations

FROM service AS programme-service
LABEL org.opencontainers.image.title=programme-service \
      org.opencontainers.image.description="Partnerships, councils, programmes and projects"
COPY --from=build /root-of/programme-service /
ENTRYPOINT ["/usr/bin/programme-service"]
CMD ["serve"]

FROM service AS benefits-service
LABEL org.opencontainers.image.title=benefits-service \
      org.opencontainers.image.description="Benefits, measures and money"
COPY --from=build /root-of/benefits-service /
ENTRYPOINT ["/usr/bin/benefits-service"]
CMD ["serve"]

FROM service AS risk-service
LABEL org.opencontainers.image.title=risk-service \
      org.opencontainers.image.description="Registers, risks and issues"
COPY --from=build /root-of/risk-service /
ENTRYPOINT ["/usr/bin/risk-service"]
CMD ["serve"]

FROM program AS gateway
LABEL org.opencontainers.image.title=gateway \
      org.opencontainers.image.description="The only door to the services: REST and gRPC"
COPY --from=build /root-of/gateway /
ENV CONCORDAT_CONSOLE_DIR=/usr/share/concordat/console
ENTRYPOINT ["/usr/bin/gateway"]

# What scripts/build-collector made from observability/collector: one static program.
FROM scratch AS collector
ARG VERSION=unversioned
LABEL org.opencontainers.image.title=collector \
      org.opencontainers.image.version=${VERSION} \
      org.opencontainers.image.description="OpenTelemetry Collector with the parts that Concordat uses"
COPY var/images/otelcol-concordat /usr/bin/otelcol-concordat
COPY observability/collector/config.yaml /etc/otelcol/config.yaml
USER 65532:65532
ENTRYPOINT ["/usr/bin/otelcol-concordat"]

# A small database for one node, and the client that migration Jobs give rights with.
FROM ${BASE} AS database
ARG VERSION=unversioned
LABEL org.opencontainers.image.title=database \
      org.opencontainers.image.version=${VERSION} \
      org.opencontainers.image.description="A small MariaDB for one node"
RUN apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q install -y \
      --no-install-recommends mariadb-server-core mariadb-client-core && \
    rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/* /var/lib/mysql
RUN echo "concordat:x:65532:65532::/:/usr/sbin/nologin" >>/etc/passwd && \
    echo "concordat:x:65532:" >>/etc/group
COPY scripts/table-grants scripts/database-container /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/database-container"]
CMD ["serve"]
