#pragma once

// Where to attach: what a person types, as the address of a daemon's monitor. Pure; any thread.

#include "core/result.h"

#include <QUrl>

namespace exaid {

// "8079", "host:8079", "ws://host:8079", "wss://host/monitor". Error attach_address: not an address.
Result<QUrl> monitorUrl(const QString &text);
QUrl monitorUrl(const QString &host, quint16 port);

} // namespace exaid
