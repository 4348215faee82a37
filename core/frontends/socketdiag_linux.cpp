#include "core/frontends/socketdiag_linux.h"

#include <arpa/inet.h>
#include <array>
#include <cstring>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace exaid {

namespace {

struct Question
{
    nlmsghdr head;
    inet_diag_req_v2 wanted;
};

} // namespace

SocketDiag::SocketDiag()
    : m_socket(::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG))
{
    // The kernel answers within the call that asks; whatever stands in its place must not stop us.
    const timeval most{1, 0};
    if (m_socket >= 0)
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &most, sizeof most);
}

SocketDiag::~SocketDiag()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

std::optional<ProcSocket> SocketDiag::clientSocket(const TcpEnds &connection) const
{
    if (m_socket < 0)
        return std::nullopt;
    const auto found = ask(AF_INET, connection);
    return found ? found : ask(AF_INET6, connection);
}

std::optional<ProcSocket> SocketDiag::ask(int family, const TcpEnds &connection) const
{
    Question question{};
    question.head.nlmsg_len = sizeof question;
    question.head.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    question.head.nlmsg_flags = NLM_F_REQUEST;
    question.wanted.sdiag_family = static_cast<__u8>(family);
    question.wanted.sdiag_protocol = IPPROTO_TCP;
    inet_diag_sockid &id = question.wanted.id;
    id.idiag_sport = htons(connection.peerPort); // of the socket that is looked for: the client's
    id.idiag_dport = htons(connection.ownPort);
    if (family == AF_INET) {
        id.idiag_src[0] = id.idiag_dst[0] = htonl(INADDR_LOOPBACK);
    } else {
        std::memcpy(id.idiag_src, &in6addr_loopback, sizeof in6addr_loopback);
        std::memcpy(id.idiag_dst, &in6addr_loopback, sizeof in6addr_loopback);
    }
    id.idiag_cookie[0] = id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    if (::send(m_socket, &question, sizeof question, 0) != static_cast<ssize_t>(sizeof question))
        return std::nullopt;

    alignas(nlmsghdr) std::array<char, 8'192> answer{};
    const ssize_t length = ::recv(m_socket, answer.data(), answer.size(), 0);
    nlmsghdr head{};
    inet_diag_msg found{};
    if (length < static_cast<ssize_t>(NLMSG_LENGTH(sizeof found)))
        return std::nullopt;
    std::memcpy(&head, answer.data(), sizeof head);
    if (head.nlmsg_type != SOCK_DIAG_BY_FAMILY)
        return std::nullopt; // an error: there is none
    std::memcpy(&found, answer.data() + NLMSG_HDRLEN, sizeof found);
    // Without such a connection the kernel names the socket that would take it: one that listens.
    if (found.idiag_state != TCP_ESTABLISHED)
        return std::nullopt;
    return ProcSocket{connection.peerPort, connection.ownPort, "01", found.idiag_uid,
                      "socket:[" + QByteArray::number(found.idiag_inode) + ']'};
}

} // namespace exaid
