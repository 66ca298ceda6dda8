CREATE TABLE branch (
  br_cd TEXT PRIMARY KEY,
  br_nm TEXT,
  city TEXT,
  open_yr INTEGER,
  mgr_nm TEXT
);
CREATE TABLE member (
  mem_no INTEGER PRIMARY KEY,
  fst_nm TEXT,
  lst_nm TEXT,
  city TEXT,
  join_dt DATE,
  cr_score INTEGER,
  br_cd TEXT REFERENCES branch(br_cd)
);
CREATE TABLE loan_type (
  type_cd TEXT PRIMARY KEY,
  descr TEXT,
  base_rate REAL,
  max_amt INTEGER,
  max_mths INTEGER
);
CREATE TABLE loan (
  loan_no INTEGER PRIMARY KEY,
  type_cd TEXT REFERENCES loan_type(type_cd),
  br_cd TEXT REFERENCES branch(br_cd),
  amt REAL,
  int_rate REAL,
  start_dt DATE,
  stat TEXT
);
CREATE TABLE borrower (
  mem_no INTEGER REFERENCES member(mem_no),
  loan_no INTEGER REFERENCES loan(loan_no),
  role TEXT,
  share_pct INTEGER,
  PRIMARY KEY (mem_no, loan_no)
);
CREATE TABLE pmt (
  pmt_id INTEGER PRIMARY KEY,
  loan_no INTEGER REFERENCES loan(loan_no),
  pmt_dt DATE,
  pmt_amt REAL,
  late_fee REAL,
  method TEXT
);
INSERT INTO branch VALUES
('B01','Harbourside','Halifax',1974,'Priya Raman'),
('B02','Old Mill','Sherbrooke',1989,'Luc Gagnon'),
('B03','Prairie Gate','Regina',1996,'Doreen Lysyk'),
('B04','Lakehead','Thunder Bay',2003,'Marcus Adeyemi'),
('B05','Chinook','Lethbridge',2011,'Wen Zhao'),
('B06','Tidewater','Halifax',2018,NULL),
('B07','Riverbend','Saskatoon',1982,'Olena Kowalchuk'),
('B08','Northern Star','Whitehorse',2020,'Jim Tallman');
INSERT INTO member VALUES
(5001,'Ingrid','Sorensen','Halifax','2009-05-12',742,'B01'),
(5002,'Omar','Haddad','Halifax','2015-11-03',688,'B06'),
(5003,'Claudine','Tremblay','Sherbrooke','2001-02-27',801,'B02'),
(5004,'Jaswinder','Gill','Regina','2018-08-15',655,'B03'),
(5005,'Peter','Okafor','Thunder Bay','2012-06-30',719,'B04'),
(5006,'Mei','Lin','Lethbridge','2020-01-09',773,'B05'),
(5007,'Agnes','Lysyk','Regina','1998-10-21',830,'B03'),
(5008,'Tomas','Beran','Saskatoon','2017-03-18',594,'B07'),
(5009,'Nuala','Byrne','Halifax','2021-09-01',NULL,'B01'),
(5010,'Andre','Gagnon','Magog','2011-12-12',702,'B02'),
(5011,'Harriet','Fong','Regina','2022-04-25',667,'B07'),
(5012,'Rafael','Medina','Regina','2019-07-07',711,'B03');
INSERT INTO loan_type VALUES
('MTG','mortgage',4.1,750000,300),
('VEH','vehicle',6.4,80000,84),
('HOM','home improvement',5.9,60000,120),
('EDU','education',3.2,45000,144),
('PER','personal',9.8,25000,60),
('AGR','farm equipment',5.1,400000,180),
('BRD','bridge',7.5,200000,12),
('GRN','solar and heat pump',2.5,50000,120);
INSERT INTO loan VALUES
(9001,'MTG','B01',320000,4.2,'2016-03-01','active'),
(9002,'VEH','B06',28500,6.9,'2021-05-14','active'),
(9003,'PER','B02',7000,10.2,'2019-09-23','paid off'),
(9004,'AGR','B03',185000,5.3,'2020-02-17','active'),
(9005,'EDU','B04',22000,3.2,'2014-09-02','paid off'),
(9006,'MTG','B05',410000,4.6,'2022-07-29','active'),
(9007,'PER','B07',12500,11.5,'2022-11-11','defaulted'),
(9008,'HOM','B03',34000,6.1,'2018-04-05','active'),
(9009,'VEH','B02',19900,6.4,'2023-01-20','active'),
(9010,'GRN','B01',26000,2.5,'2023-06-08','active'),
(9011,'VEH','B03',43750,7.1,'2017-10-10','paid off'),
(9012,'PER','B01',4200,9.8,'2023-08-16','pending');
INSERT INTO borrower VALUES
(5001,9001,'primary',60),
(5002,9001,'co-signer',40),
(5002,9002,'primary',100),
(5003,9003,'primary',100),
(5004,9004,'primary',50),
(5007,9004,'co-signer',50),
(5005,9005,'primary',100),
(5006,9006,'primary',100),
(5008,9007,'primary',100),
(5007,9008,'primary',100),
(5010,9009,'primary',70),
(5003,9009,'co-signer',30),
(5001,9010,'primary',100),
(5004,9011,'primary',100),
(5001,9012,'primary',100);
INSERT INTO pmt VALUES
(1,9001,'2023-01-31',1725.0,0,'transfer'),
(2,9001,'2023-02-28',1725.0,0,'transfer'),
(3,9002,'2023-02-15',512.4,25,'cheque'),
(4,9003,'2022-12-01',640.0,0,'cash'),
(5,9004,'2023-03-10',4350.0,0,'transfer'),
(6,9004,'2023-09-10',4350.0,75,'cheque'),
(7,9006,'2023-04-29',2330.5,0,'direct debit'),
(8,9007,'2023-01-11',410.0,40,'cash'),
(9,9008,'2023-05-05',388.9,0,'direct debit'),
(10,9009,'2023-06-20',402.3,NULL,'transfer'),
(11,9011,'2023-07-10',660.0,0,'direct debit'),
(12,9002,'2023-03-15',512.4,25,'transfer');
