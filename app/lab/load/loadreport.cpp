#include "app/lab/load/loadreport.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace exaid::lab {

namespace {

LatencyFigures latencyOf(std::vector<double> &values)
{
    LatencyFigures figures;
    if (values.empty())
        return figures;
    std::ranges::sort(values);
    const auto rank = [&values](double share) {
        const auto index = static_cast<size_t>(std::ceil(share * static_cast<double>(values.size())));
        return values.at(std::clamp<size_t>(index, 1, values.size()) - 1);
    };
    figures.count = static_cast<qint64>(values.size());
    figures.mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    figures.p50 = rank(0.5);
    figures.p90 = rank(0.9);
    figures.p99 = rank(0.99);
    figures.most = values.back();
    return figures;
}

bool isRefusal(const QString &code)
{
    return code == u"OVER_CAPACITY" || code == u"RATE_LIMITED" || code == u"SHUTTING_DOWN";
}

// The part of the call's time in a slot that lies within the run: it ended when the reply came.
double slotSecondsOf(const CallSample &sample, Duration measured)
{
    if (!sample.ran)
        return 0;
    const Duration end = std::min(sample.ended, measured);
    const Duration begin = std::max(sample.ended - *sample.ran, Duration::zero());
    return std::max(0.0, toSeconds(end - begin));
}

class Tally
{
public:
    void add(const CallSample &sample, Duration measured)
    {
        ++m_figures.sent;
        m_figures.slotSeconds += slotSecondsOf(sample, measured);
        if (sample.wasCut)
            ++m_figures.cutOff;
        else if (sample.isAnswer())
            addAnswer(sample);
        else if (sample.code == u"NO_REPLY")
            ++m_figures.noReply;
        else if (isRefusal(sample.code))
            ++m_figures.refused;
        else if (sample.code == u"TIMEOUT")
            ++m_figures.timedOut;
        else
            ++m_figures.failed;
    }
    void add(const SessionNote &note)
    {
        m_figures.leftOut += note.leftOut;
        m_figures.strayErrors += note.strayErrors;
    }
    LoadFigures figures()
    {
        m_figures.queue = latencyOf(m_queue);
        m_figures.firstSign = latencyOf(m_firstSign);
        m_figures.run = latencyOf(m_run);
        m_figures.total = latencyOf(m_total);
        return m_figures;
    }

private:
    void addAnswer(const CallSample &sample)
    {
        ++m_figures.answered;
        m_total.push_back(toMilliseconds(sample.total()));
        if (sample.queued)
            m_queue.push_back(toMilliseconds(*sample.queued));
        if (sample.ran)
            m_run.push_back(toMilliseconds(*sample.ran));
        if (sample.firstSign)
            m_firstSign.push_back(toMilliseconds(*sample.firstSign));
    }

    LoadFigures m_figures;
    std::vector<double> m_queue, m_firstSign, m_run, m_total;
};

// Over the sessions that took part.
double jainIndex(const std::vector<LoadFigures> &sessions)
{
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (const LoadFigures &session : sessions) {
        if (session.sent == 0)
            continue;
        ++count;
        sum += session.slotSeconds;
        squares += session.slotSeconds * session.slotSeconds;
    }
    return squares > 0 ? sum * sum / (count * squares) : 1;
}

} // namespace

LoadReport summarize(const LoadPlan &plan, const std::vector<CallSample> &samples,
                     const std::vector<SessionNote> &notes, Duration measured)
{
    LoadReport report;
    report.plan = plan;
    report.seconds = toSeconds(measured);
    std::vector<Tally> sessions(plan.sessions.size());
    Tally all, polite, greedy;
    const auto tallyOfGroup = [&](size_t session) -> Tally & {
        return plan.sessions.at(session).isGreedy ? greedy : polite;
    };
    for (const CallSample &sample : samples) {
        const auto session = static_cast<size_t>(sample.session);
        for (Tally *tally : {&sessions.at(session), &all, &tallyOfGroup(session)})
            tally->add(sample, measured);
        if (!sample.isAnswer() && !sample.wasCut)
            ++report.codes[sample.code];
        report.slotTimesKnown = report.slotTimesKnown || sample.ran.has_value();
    }
    for (size_t session = 0; session < notes.size(); ++session) {
        for (Tally *tally : {&sessions.at(session), &all, &tallyOfGroup(session)})
            tally->add(notes.at(session));
        report.faults.push_back(notes.at(session).fault);
    }
    for (Tally &tally : sessions)
        report.sessions.push_back(tally.figures());
    report.all = all.figures();
    report.polite = polite.figures();
    report.greedy = greedy.figures();
    report.jain = jainIndex(report.sessions);
    report.slotsBusy = report.seconds > 0 ? report.all.slotSeconds / report.seconds : 0;
    return report;
}

} // namespace exaid::lab
