#include "core/frontends/admin/prometheustext.h"

#include "core/monitoring/metricnames.h"

#include <QStringList>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

using Labels = QList<std::pair<const char *, QString>>;

// Writes one family after another; a family's samples stand together, as the format wants.
class PrometheusWriter
{
public:
    void family(const char *name, const char *type, const char *help)
    {
        m_name = name;
        m_out += QByteArray("# HELP ") + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n';
    }

    void sample(const Labels &labels, double value, const char *suffix = "")
    {
        m_out += m_name + suffix;
        if (!labels.isEmpty()) {
            m_out += '{';
            for (const auto &[key, text] : labels)
                m_out += QByteArray(key) + "=\"" + escaped(text) + "\",";
            m_out.back() = '}';
        }
        m_out += ' ' + QByteArray::number(value, 'g', 15) + '\n';
    }

    QByteArray text() && { return std::move(m_out); }

private:
    static QByteArray escaped(QString text)
    {
        return text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'\n', u"\\n"_s).toUtf8();
    }

    QByteArray m_out;
    QByteArray m_name;
};

void writePools(PrometheusWriter &out, const Snapshot &snapshot)
{
    const auto write = [&](const char *name, const char *help, int PoolSnapshot::*member) {
        out.family(name, "gauge", help);
        for (const PoolSnapshot &pool : snapshot.pools) {
            if (pool.kind != "session"_L1)
                out.sample({{"pool", pool.kind}, {"name", pool.name}}, pool.*member);
        }
    };
    write("exaid_slots_capacity", "Slots that may be in use at once.", &PoolSnapshot::capacity);
    write("exaid_slots_held", "Slots in use now.", &PoolSnapshot::held);
    write("exaid_slots_debt", "Slots still in use above a lowered capacity.", &PoolSnapshot::debt);
    write("exaid_calls_waiting", "Calls waiting for a slot of this pool.", &PoolSnapshot::waiting);
}

void writeProviders(PrometheusWriter &out, const Snapshot &snapshot)
{
    const auto write = [&](const char *name, const char *type, const char *help, auto value) {
        out.family(name, type, help);
        for (const ProviderSnapshot &provider : snapshot.providers)
            out.sample({{"provider", provider.id}}, static_cast<double>(value(provider)));
    };
    write("exaid_provider_limit", "gauge", "Calls that may be at the provider now, lowered by its refusals.",
          [](const ProviderSnapshot &p) { return p.effectiveLimit; });
    write("exaid_provider_breaker_open", "gauge", "1 while the provider is left alone because it fails.",
          [](const ProviderSnapshot &p) { return p.breaker == "open"_L1 ? 1 : 0; });
    write("exaid_provider_retry_budget", "gauge", "Repeats of failed requests that are allowed now.",
          [](const ProviderSnapshot &p) { return p.budgetLeft; });
    write("exaid_provider_requests_total", "counter", "Requests sent to the provider.",
          [](const ProviderSnapshot &p) { return p.requests; });
    write("exaid_provider_refusals_total", "counter", "Requests that the provider refused (429, overload).",
          [](const ProviderSnapshot &p) { return p.refusals; });
    write("exaid_provider_failures_total", "counter", "Requests that failed otherwise.",
          [](const ProviderSnapshot &p) { return p.failures; });
}

struct CounterFamily
{
    const char *name;
    const char *help;
    const char *label;
    QLatin1StringView prefix; // of the totals
    double scale = 1;
};

void writeCounters(PrometheusWriter &out, const MetricTotals &totals)
{
    static constexpr CounterFamily families[] = {
        {"exaid_calls_finished_total", "Calls by how they ended.", "outcome", metric::Calls},
        {"exaid_timeouts_total", "Calls that ran out of time, by the clock that expired.", "clock",
         metric::Timeout},
        {"exaid_refusals_total", "Calls refused by a limit.", "limit", metric::Refusal},
        {"exaid_leaks_found_total", "Slots whose holder was provably gone, by cause.", "cause",
         metric::LeakFound},
        {"exaid_leaks_recovered_total", "Leaked slots given back, by cause.", "cause", metric::LeakRecovered},
        {"exaid_retries_total", "Requests sent again.", "provider", metric::Retry},
        {"exaid_retries_denied_total", "Repeats that the retry budget did not allow.", "provider",
         metric::RetryDenied},
        {"exaid_input_tokens_total", "Tokens sent to the provider, as it counts them.", "provider",
         metric::TokensIn},
        {"exaid_output_tokens_total", "Tokens got from the provider, as it counts them.", "provider",
         metric::TokensOut},
        {"exaid_cost_dollars_total", "Cost by the price table, in US dollars.", "provider", metric::CostMicro,
         1e-6},
    };
    for (const CounterFamily &family : families) {
        out.family(family.name, "counter", family.help);
        QStringList names = totals.keys();
        names.sort();
        for (const QString &name : std::as_const(names)) {
            if (name.startsWith(family.prefix)) {
                out.sample({{family.label, name.mid(family.prefix.size())}},
                           static_cast<double>(totals.value(name).number) * family.scale);
            }
        }
    }
}

// Edges are powers of two milliseconds: there our own buckets end too, so that nothing is guessed.
void writeHistograms(PrometheusWriter &out, const MetricTotals &totals)
{
    static constexpr std::tuple<const char *, const char *, QLatin1StringView> families[] = {
        {"exaid_admission_wait_seconds", "From asking for a slot to getting it.", metric::Wait},
        {"exaid_first_token_seconds", "From getting a slot to the first token.", metric::FirstToken},
        {"exaid_run_seconds", "From getting a slot to the end.", metric::Run},
        {"exaid_call_seconds", "From the request to the end.", metric::Total}};
    for (const auto &[name, help, prefix] : families) {
        out.family(name, "histogram", help);
        QStringList keys = totals.keys();
        keys.sort();
        for (const QString &key : std::as_const(keys)) {
            if (!key.startsWith(prefix))
                continue;
            const MetricTotal &total = *totals.constFind(key);
            const QString provider = key.mid(prefix.size());
            for (int ms = 1; ms <= 1'048'576; ms *= 2) {
                out.sample({{"provider", provider}, {"le", QString::number(ms / 1000.0, 'g', 10)}},
                           static_cast<double>(total.values.countBelow(std::chrono::milliseconds(ms))),
                           "_bucket");
            }
            out.sample({{"provider", provider}, {"le", u"+Inf"_s}}, static_cast<double>(total.values.count()),
                       "_bucket");
            out.sample({{"provider", provider}}, total.seconds, "_sum");
            out.sample({{"provider", provider}}, static_cast<double>(total.values.count()), "_count");
        }
    }
}

} // namespace

QByteArray prometheusText(const Snapshot &snapshot, const MetricTotals &totals)
{
    PrometheusWriter out;
    out.family("exaid_build_info", "gauge", "Always 1; the version is a label.");
    out.sample({{"version", snapshot.version}}, 1);
    out.family("exaid_start_time_seconds", "gauge", "When the daemon started, in seconds since 1970.");
    out.sample({}, static_cast<double>(snapshot.startedMs) / 1000);
    out.family("exaid_serving", "gauge", "1 while new calls are taken.");
    out.sample({}, snapshot.state == "serving"_L1 ? 1 : 0);
    out.family("exaid_sessions", "gauge", "Sessions known now.");
    out.sample({}, static_cast<double>(snapshot.sessions.size()));
    out.family("exaid_connections", "gauge", "Connections open now.");
    out.sample({}, snapshot.connections);
    out.family("exaid_calls_started_total", "counter", "Calls that came in.");
    out.sample({}, static_cast<double>(snapshot.counters.callsStarted));
    writePools(out, snapshot);
    writeProviders(out, snapshot);
    writeCounters(out, totals);
    writeHistograms(out, totals);
    return std::move(out).text();
}

} // namespace exaid
