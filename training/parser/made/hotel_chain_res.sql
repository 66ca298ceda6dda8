CREATE TABLE htl (
  htl_cd text PRIMARY KEY,
  htl_nm text,
  city text,
  star integer,
  open_yr integer,
  rm_cnt integer
);
CREATE TABLE rm_type (
  type_id integer PRIMARY KEY,
  htl_cd text,
  type_nm text,
  bed_qty integer,
  nightly_amt real,
  view_dir text,
  FOREIGN KEY (htl_cd) REFERENCES htl(htl_cd)
);
CREATE TABLE gst (
  gst_no integer PRIMARY KEY,
  fst_nm text,
  lst_nm text,
  natl text,
  mbr_grade text,
  join_dt date
);
CREATE TABLE resv (
  resv_no integer PRIMARY KEY,
  gst_no integer,
  type_id integer,
  chk_in_dt date,
  nights integer,
  pax integer,
  status text,
  chan text,
  FOREIGN KEY (gst_no) REFERENCES gst(gst_no),
  FOREIGN KEY (type_id) REFERENCES rm_type(type_id)
);
CREATE TABLE pymt (
  pymt_no integer PRIMARY KEY,
  resv_no integer,
  amt real,
  method text,
  pay_dt date,
  FOREIGN KEY (resv_no) REFERENCES resv(resv_no)
);
INSERT INTO htl VALUES
('SEL1','Haneul Grand','서울',5,1998,420),
('SEL2','Haneul Stay Mapo','서울',3,2015,180),
('PUS1','Haneul Ocean','부산',5,2009,310),
('CJU1','Haneul Olle Resort','제주',4,2012,240),
('GNG1','Haneul Pine','강릉',3,2018,95),
('DAE1','Haneul City','대전',3,2005,150),
('PUS2','Haneul Stay Seomyeon','부산',3,2020,132),
('YEO1','Haneul Bay','여수',4,2021,88);
INSERT INTO rm_type VALUES
(1,'SEL1','Deluxe Twin',2,285000,'한강'),
(2,'SEL1','Presidential Suite',3,1900000,'한강'),
(3,'SEL2','Standard Double',1,98000,NULL),
(4,'PUS1','Ocean Twin',2,240000,'바다'),
(5,'PUS1','Ocean Suite',2,560000,'바다'),
(6,'CJU1','Garden Family',4,210000,'정원'),
(7,'CJU1','Standard Double',1,135000,'산'),
(8,'GNG1','Pine Ondol',0,120000,'산'),
(9,'DAE1','Standard Twin',2,89000,NULL),
(10,'PUS2','Standard Double',1,92000,'도시'),
(11,'YEO1','Bay Family',3,198000,'바다'),
(12,'SEL2','Standard Twin',2,105000,'도시');
INSERT INTO gst VALUES
(501,'민지','김','Korean','Gold','2016-03-02'),
(502,'Hiroshi','Mori','Japanese','Silver','2018-11-19'),
(503,'Emma','Lawson','British','Basic','2022-05-30'),
(504,'도윤','박','Korean','Platinum','2012-08-14'),
(505,'Chen','Wei','Taiwanese','Gold','2019-01-07'),
(506,'Sofia','Almeida','Brazilian',NULL,NULL),
(507,'서연','이','Korean','Basic','2023-02-11'),
(508,'Lars','Nygaard','Danish','Silver','2020-09-25'),
(509,'Aiko','Mori','Japanese','Gold','2017-06-16'),
(510,'하준','최','Korean','Silver','2021-12-01');
INSERT INTO resv VALUES
(9001,501,1,'2024-01-12',2,2,'완료','app'),
(9002,502,4,'2024-01-20',3,2,'완료','agency'),
(9003,503,3,'2024-02-03',5,1,'취소','web'),
(9004,504,2,'2024-02-14',1,2,'완료','phone'),
(9005,505,5,'2024-02-28',2,2,'완료','app'),
(9006,501,6,'2024-03-09',4,4,'취소','app'),
(9007,507,8,'2024-03-15',1,3,'완료','web'),
(9008,508,12,'2024-04-01',7,2,'완료','agency'),
(9009,509,4,'2024-04-05',2,2,'예약','web'),
(9010,504,11,'2024-05-04',3,4,'예약','app'),
(9011,502,10,'2024-05-11',1,1,'취소','agency'),
(9012,501,4,'2024-06-21',2,3,'예약','app'),
(9013,503,7,'2024-07-02',6,2,'예약','web'),
(9014,505,1,'2024-07-19',3,2,'예약','web');
INSERT INTO pymt VALUES
(1,9001,570000,'카드','2024-01-12'),
(2,9002,720000,'현금','2024-01-23'),
(3,9004,1900000,'카드','2024-02-10'),
(4,9005,1120000,'포인트','2024-02-28'),
(5,9007,120000,'카드','2024-03-16'),
(6,9008,400000,'카드','2024-04-01'),
(7,9008,335000,'현금','2024-04-08'),
(8,9010,100000,'카드','2024-04-20'),
(9,9012,50000,'포인트','2024-06-01');
