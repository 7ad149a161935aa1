"""GF-5xx: something about a folder of submissions, a worker or a cluster."""

from __future__ import annotations

from assess.messages.message import Message

MESSAGES: dict[str, Message] = {
    "GF-501": Message(
        "“{file}”不是文件夹。",
        "“{file}” is not a folder.",
        "`assess batch` 要的是放着填报文件的文件夹；单个文件请用 `assess score`。",
        "`assess batch` takes a folder of submissions; for a single file use `assess score`.",
    ),
    "GF-502": Message(
        "链接“{file}”指向文件夹以外，没有读取。",
        "The link “{file}” leads outside the folder and was not read.",
        "请把文件本身复制进来，或删除这个链接。",
        "Copy the file itself into the folder, or remove the link.",
    ),
    "GF-503": Message(
        "这个文件还有 {count} 处问题没有列出。",
        "{count} more problems in this file are not listed.",
        "先改正已列出的，再运行 `assess score` 查看其余的。",
        "Mend those listed first, then see the rest with `assess score`.",
    ),
    "GF-504": Message(
        "给“{file}”评分时进程意外终止（可能是内存不足或被系统结束）。",
        "The process that scored “{file}” was killed (out of memory, or by the system).",
        "请单独运行 `assess score` 检查这个文件；其他文件不受影响。",
        "Check this file on its own with `assess score`; no other file is affected.",
    ),
    "GF-505": Message(
        "没有安装 dask.distributed，不能使用 --cluster。",
        "--cluster needs dask.distributed, which is not installed.",
        "运行 pip install 'green-factory-assess[cluster]' 安装。",
        "Install it with pip install 'green-factory-assess[cluster]'.",
    ),
    "GF-506": Message(
        "连不上集群“{address}”：{why}。",
        "No connection to the cluster at “{address}”: {why}.",
        "请检查地址（如 tcp://10.0.0.5:8786）、网络，以及调度器是否在运行。",
        "Check the address (such as tcp://10.0.0.5:8786), the network, and that the scheduler is running.",
    ),
}
